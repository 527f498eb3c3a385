import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { PageFile } from "./page-file";

const builder = path.join(__dirname, "build-page.mjs");
const sources = path.join(__dirname, "web");
/** What `npm ci` builds, in a checkout. */
const usual = path.join(__dirname, "../../.freehold/page.json");

/**
 * The files of the page in a checkout, built again if a source has changed.
 * @param built the file that holds them. Default: that of the checkout, which several processes may share
 */
export async function builtPage(built = usual): Promise<PageFile[]> {
  // Vite is an ES module, and takes memory that a platform has better use for.
  if (!isFresh(built)) await promisify(execFile)(process.execPath, [builder, built]);
  const files: { name: string; base64: string }[] = JSON.parse(readFileSync(built, "utf8"));
  return files.map(({ name, base64 }) => ({ name, body: Buffer.from(base64, "base64") }));
}

/** Whether no source is newer than what was built. The time of a folder tells of a file that was removed. */
function isFresh(built: string): boolean {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isOlder = (file: string): boolean => statSync(file).mtimeMs < builtAt;
  const isFolderOlder = (folder: string): boolean =>
    isOlder(folder) &&
    readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => name !== "node_modules")
      .every((entry) => {
        const file = path.join(folder, entry.name);
        return entry.isDirectory() ? isFolderOlder(file) : isOlder(file);
      });
  return isOlder(builder) && isFolderOlder(sources);
}
