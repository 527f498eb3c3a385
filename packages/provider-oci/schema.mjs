import { readFileSync } from "node:fs";

/** Terraform's name of the provider, the key of its schema. */
const provider = "registry.terraform.io/oracle/oci";

/** The provider's version that the bindings are made for, pin and package version in one. */
export const { version } = readJson("package.json");

/** The resources and data sources that get bindings. */
const allowList = readJson("allow-list.json");

/** Path of the committed schema, relative to this package. */
export const schemaPath = `schema/oci-${version}.json`;

/** Reads a JSON file of this package. */
export function readJson(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

/**
 * What the bindings need of `terraform providers schema -json`: the allowed types only, without prose.
 * Throws when the provider lacks an allowed type.
 */
export function filterSchema(full) {
  const { provider: settings, resource_schemas, data_source_schemas } = full.provider_schemas[provider];
  const pick = (schemas, names) =>
    Object.fromEntries(
      names.map((name) => {
        if (!schemas[name]) throw new Error(`${provider} ${version} has no ${name}: correct allow-list.json`);
        return [name, schemas[name]];
      }),
    );
  return withoutProse({
    format_version: full.format_version,
    provider_versions: { [provider]: version },
    provider_schemas: {
      [provider]: {
        provider: settings,
        resource_schemas: pick(resource_schemas, allowList.resources),
        data_source_schemas: pick(data_source_schemas, allowList.dataSources),
      },
    },
  });
}

/** Descriptions make up most of a schema, and the bindings link to the registry's page anyway. */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, content]) => !(key.startsWith("description") && typeof content === "string"))
      .map(([key, content]) => [key, withoutProse(content)]),
  );
}
