import type { JSONSchema } from "zod/v4/core";

type Schema = JSONSchema._JSONSchema;

/**
 * The fields of a JSON Schema, one a line and in their order: "task.dueAt: date-time | null", with "?" after the name of an
 * optional one. Descriptions are left out, and so are the patterns that a format implies.
 */
export function schemaFields(schema: Schema, name = ""): string[] {
  if (typeof schema === "boolean") return [`${name}: ${schema}`];
  const inside = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const optional = schema.required?.includes(key) ? "" : "?";
    return schemaFields(property, `${name && `${name}.`}${key}${optional}`);
  });
  if (inside.length > 0) return inside;
  if (typeof schema.items === "object" && !Array.isArray(schema.items)) return schemaFields(schema.items, `${name}[]`);
  const objects = schema.anyOf?.filter((one) => typeof one === "object" && one.properties) ?? [];
  const line = `${name}: ${typeOf(schema)}`;
  return [line, ...objects.flatMap((one) => schemaFields(one, name))];
}

/** A type with all that bounds it, as "integer, minimum 0". */
function typeOf(schema: Schema): string {
  if (typeof schema === "boolean") return String(schema);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const { $schema, type, format, pattern, description, properties, required, maximum, ...bounds } = schema;
  if (pattern !== undefined && format === undefined) bounds.pattern = pattern;
  if (maximum !== Number.MAX_SAFE_INTEGER && maximum !== undefined) bounds.maximum = maximum;
  return [format ?? [type].flat().join(" | "), ...Object.entries(bounds).map((bound) => bound.join(" "))].join(", ");
}
