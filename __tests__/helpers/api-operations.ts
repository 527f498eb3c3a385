import { z } from "zod";

const jsonSchema = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  minItems: z.number().optional(),
  required: z.array(z.string()).default([]),
  get properties() {
    return z.record(z.string(), jsonSchema).default({});
  },
  get items() {
    return jsonSchema.optional();
  },
  get anyOf() {
    return z.array(jsonSchema).optional();
  },
  get oneOf() {
    return z.array(jsonSchema).optional();
  },
});
export type JsonSchema = z.infer<typeof jsonSchema>;

const parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean().default(false),
  schema: jsonSchema,
});
const operation = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: jsonSchema })) }).optional(),
});

/** An operation of the API, as its OpenAPI document describes it. */
export interface Operation {
  method: string;
  /** As /api/tasks/{id}. */
  path: string;
  parameters: z.infer<typeof parameter>[];
  body: JsonSchema | undefined;
}

/** All operations that the OpenAPI document at this address describes. */
export async function operationsOf(url: string): Promise<Operation[]> {
  const document = z
    .object({ paths: z.record(z.string(), z.record(z.string(), operation)) })
    .parse(await (await fetch(`${url}/api/docs/json`)).json());
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody && Object.values(requestBody.content)[0]?.schema,
    })),
  );
}

/** Whether a value of the schema is an id, or can be one. */
export const isId = (schema: JsonSchema): boolean =>
  schema.format === "uuid" || [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])].some(isId);

/**
 * The smallest value that fits a schema, and each id that it may have.
 * @param idOf gives an id by the name of its property
 */
export function exampleOf(schema: JsonSchema, idOf: (name: string) => string, name = ""): unknown {
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice) return exampleOf(choice, idOf, name);
  if (schema.enum) return schema.enum[0];
  if (schema.type === "object") {
    const wanted = Object.entries(schema.properties).filter(([key, of]) => schema.required.includes(key) || isId(of));
    return Object.fromEntries(wanted.map(([key, of]) => [key, exampleOf(of, idOf, key)]));
  }
  if (schema.type === "array")
    return schema.items && (schema.minItems ?? 0) > 0 ? [exampleOf(schema.items, idOf, name)] : [];
  if (schema.type === "boolean") return true;
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 0;
  if (schema.format === "uuid") return idOf(name);
  return schema.format === "date-time" ? "2099-01-01T00:00:00Z" : "UTC";
}
