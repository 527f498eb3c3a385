import { readdirSync } from "node:fs";
import path from "node:path";

/** Every page below docs/, as its path from the root of the repository. */
export const docsPages: readonly string[] = readdirSync("docs", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => path.join("docs", name))
  .sort();
