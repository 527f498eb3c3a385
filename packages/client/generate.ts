import { writeFileSync } from "node:fs";
import path from "node:path";
import { apiDocument } from "./document";
import { schemaText } from "./schema-text";

/** Writes schema.ts again. */
async function main(): Promise<void> {
  writeFileSync(path.join(__dirname, "schema.ts"), schemaText(await apiDocument()));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
