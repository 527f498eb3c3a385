import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { restoreLinks } from "../../../services/local/postgres-links";

/** A package as `npm ci --ignore-scripts` leaves it. */
const native = path.join(mkdtempSync(path.join(tmpdir(), "freehold-links-")), "native");
const lib = path.join(native, "lib");
beforeAll(() => {
  mkdirSync(lib, { recursive: true });
  writeFileSync(path.join(lib, "libpq.so.5.18"), "library");
  const source = "native/lib/libpq.so.5.18";
  const links = ["libpq.so", "libpq.so.5"].map((name) => ({ source, target: `native/lib/${name}` }));
  writeFileSync(path.join(native, "pg-symlinks.json"), JSON.stringify(links));
});
afterAll(() => rmSync(path.dirname(native), { recursive: true }));

test("makes the links that the package's install script would have made, once", () => {
  restoreLinks(native);
  restoreLinks(native);
  expect(readdirSync(lib).sort()).toEqual(["libpq.so", "libpq.so.5", "libpq.so.5.18"]);
  expect(readlinkSync(path.join(lib, "libpq.so.5"))).toBe("libpq.so.5.18");
  expect(readFileSync(path.join(lib, "libpq.so"), "utf8")).toBe("library");
});

test("a link that cannot be made is named, with what to do", () => {
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/away/libpq.so" }];
  writeFileSync(path.join(native, "pg-symlinks.json"), JSON.stringify(links));
  expect(() => restoreLinks(native)).toThrow(/away\/libpq\.so is missing and cannot be made: run "npm ci"/);
});

test("a package without a list needs none", () => expect(() => restoreLinks(lib)).not.toThrow());
