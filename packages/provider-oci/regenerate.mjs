/**
 * Takes the schema again from the real provider and builds the bindings from it:
 *
 *   npx freehold provider:oci                 downloads the provider with terraform
 *   npx freehold provider:oci --from FILE     reads what `terraform providers schema -json` printed elsewhere
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { filterSchema, schemaPath, version } from "./schema.mjs";

const usage =
  "Usage: npx freehold provider:oci [--from FILE]   FILE: what `terraform providers schema -json` printed elsewhere";
const { from } = readOptions();
const full = from ? readFileSync(from, "utf8") : fromProvider();
writeFileSync(new URL(schemaPath, import.meta.url), `${JSON.stringify(filterSchema(JSON.parse(full)), null, 1)}\n`);
console.log(`${schemaPath} written`);
await import("./build.mjs");

function readOptions() {
  try {
    const { values } = parseArgs({ options: { from: { type: "string" }, help: { type: "boolean" } } });
    if (!values.help) return values;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(1);
  }
}

function fromProvider() {
  const folder = mkdtempSync(join(tmpdir(), "provider-oci-"));
  const terraform = (...args) =>
    execFileSync("terraform", args, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1e9,
      stdio: ["ignore", "pipe", "inherit"],
    });
  try {
    const required_providers = { oci: { source: "oracle/oci", version } };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    terraform("init", "-no-color");
    return terraform("providers", "schema", "-json");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
