import { execFileSync } from "node:child_process";
import path from "node:path";

const head = "// Generated from the OpenAPI document: npm run generate -w packages/client\n\n";

/** What schema.ts has to say for an OpenAPI document in JSON. */
export const schemaText = (document: string): string =>
  head +
  execFileSync(process.execPath, [path.join(__dirname, "openapi-typescript.mjs")], {
    input: document,
    encoding: "utf8",
    maxBuffer: 10_000_000,
  });
