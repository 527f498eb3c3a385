import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pageUrlName } from "./data-folder";

/** Notes in a data folder where its page is now, for commands that print links to it. */
export function notePageUrl(folder: string, url: string): void {
  const file = path.join(folder, pageUrlName);
  rmSync(file, { force: true });
  // "wx" follows no symbolic link that another account may have put there.
  writeFileSync(file, url, { mode: 0o644, flag: "wx" });
}

/** Where the page of a data folder was started last; undefined if it never was. */
export function pageUrlOf(folder: string): string | undefined {
  const file = path.join(folder, pageUrlName);
  const url = existsSync(file) ? readFileSync(file, "utf8") : "";
  return URL.canParse(url) ? url : undefined;
}
