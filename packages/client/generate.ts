import { writeFileSync } from "node:fs";
import path from "node:path";
import openapiTypescript, { astToString } from "openapi-typescript";
import { apiDocument } from "./document";

const file = path.join(__dirname, "schema.ts");
const head = "// Generated from the OpenAPI document: npm run generate -w packages/client\n\n";

/** Writes schema.ts; with --print it goes to standard output instead. */
async function main(): Promise<void> {
  const text = head + astToString(await openapiTypescript(await apiDocument(), { alphabetize: true }));
  if (process.argv.includes("--print")) process.stdout.write(text);
  else writeFileSync(file, text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
