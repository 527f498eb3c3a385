import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { builtPage } from "./built-page";
import type { PageFile } from "./page-file";

/** Where `npm run build` puts them, beside the program. */
const builtFolder = path.join(__dirname, "page");

/** The files of the page: beside the program in an image, from the last build in a checkout. */
export async function pageFiles(): Promise<PageFile[]> {
  if (!existsSync(builtFolder)) return builtPage();
  return readdirSync(builtFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { name: path.relative(builtFolder, file).replaceAll("\\", "/"), body: readFileSync(file) };
    });
}
