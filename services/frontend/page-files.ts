import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PageFile } from "./page-file";

/** Where `npm run build` puts them, beside the program. */
const builtFolder = path.join(__dirname, "page");

/** Loaded only in a checkout: an image has no bundler. */
const bundler = () => require("./bundle") as typeof import("./bundle");

/** The files of the page: from the build in an image, bundled on the spot in a checkout. */
export async function pageFiles(): Promise<PageFile[]> {
  if (!existsSync(builtFolder)) return bundler().bundlePage();
  return readdirSync(builtFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { name: path.relative(builtFolder, file).replaceAll("\\", "/"), body: readFileSync(file) };
    });
}
