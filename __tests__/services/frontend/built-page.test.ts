import { mkdtempSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { builtPage } from "../../../services/frontend/built-page";

// A file of its own: beside this test, others read that of the checkout, and would build it, too.
const folder = mkdtempSync(path.join(tmpdir(), "built-page-"));
const built = path.join(folder, "page.json");
afterAll(() => rmSync(folder, { recursive: true }));

test("the page is built when it is not there and when a source is newer, and only then", async () => {
  await builtPage(built);
  utimesSync(built, new Date(0), new Date(0));
  const files = await builtPage(built);
  const builtAt = statSync(built).mtimeMs;
  expect(builtAt).toBeGreaterThan(0);
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(["index.html", "favicon.svg"]));
  expect(await builtPage(built)).toEqual(files);
  expect(statSync(built).mtimeMs).toBe(builtAt);
});
