import { statSync, utimesSync } from "node:fs";
import path from "node:path";
import { builtPage } from "../../../services/frontend/built-page";

const built = path.join(__dirname, "../../../.freehold/page.json");

test("the page is built again when a source is newer, and only then", async () => {
  await builtPage();
  utimesSync(built, new Date(0), new Date(0));
  const files = await builtPage();
  const builtAt = statSync(built).mtimeMs;
  expect(builtAt).toBeGreaterThan(0);
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(["index.html", "favicon.svg"]));
  expect(await builtPage()).toEqual(files);
  expect(statSync(built).mtimeMs).toBe(builtAt);
});
