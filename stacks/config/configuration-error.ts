import { z } from "zod";
import { didYouMean } from "./did-you-mean";

/** Every mistake in a file that a user edits, a line each: the key's path, what is wrong, and the fix. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";

  /**
   * @param file the file's name, as the user knows it
   * @param error what the schema found
   * @param schema the schema itself, for the names of the keys that it knows
   */
  static of(file: string, error: z.ZodError, schema: z.ZodType): ConfigurationError {
    const lines = error.issues.flatMap((issue) => describe(issue, schema));
    return new ConfigurationError(`${file} cannot be used:\n${lines.map((line) => `  ${line}`).join("\n")}`);
  }
}

/** What a value must be, in the words of a file of TypeScript. */
const kinds: Record<string, string> = {
  string: "text in quotes",
  number: "a number, without quotes",
  boolean: "true or false",
  array: "a list in brackets",
  object: "an object in braces",
};

function describe(issue: z.core.$ZodIssue, schema: z.ZodType): string[] {
  const key = issue.path.join(".") || "(the whole)";
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid input")) {
    return [`${key}: must be ${kinds[issue.expected] ?? issue.expected}`];
  }
  if (issue.code !== "unrecognized_keys") return [`${key}: ${issue.message}`];
  const known = keysAt(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), issue.path);
  return issue.keys.map((key) => `${[...issue.path, key].join(".")}: is not a key. ${didYouMean(key, known)}`);
}

/** The keys of the object at a path of a JSON Schema; of a union, those of all its members. */
function keysAt(schema: z.core.JSONSchema.BaseSchema, path: PropertyKey[]): string[] {
  const members = [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter(
    (member) => typeof member === "object",
  );
  const [head, ...rest] = path;
  const keys = members.flatMap((member) => {
    if (head === undefined) return Object.keys(member.properties ?? {});
    const next = member.properties?.[String(head)];
    return typeof next === "object" ? keysAt(next, rest) : [];
  });
  return [...new Set(keys)];
}
