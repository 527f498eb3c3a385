import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { FreeholdError } from "../runtime/core/errors";

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the symbolic links between Postgres's libraries. A package of npm cannot hold them, and its install script, which
 * makes them, does not run with `npm ci --ignore-scripts`. Does nothing where they exist.
 *
 * @param native the folder of the package that holds bin, lib and the list of links
 * @throws {FreeholdError} when a link is missing and cannot be made
 */
export function restoreLinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  // Windows needs none.
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (cause) {
      // Another process may have been first.
      if (existsSync(link)) continue;
      throw new FreeholdError(
        "DATABASE_START_FAILED",
        `${link} is missing and cannot be made: run "npm ci" without --ignore-scripts, as the owner of node_modules.`,
        { cause },
      );
    }
  }
}
