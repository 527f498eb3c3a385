import { z } from "zod";
import { type DeclaredSettings, settingsIn } from "../../services/contracts/setting";
import { groupBy } from "../../services/runtime/core/group-by";
import { sections } from "../../stacks/config";

/** A key that can be set, as its schema describes it. */
export interface Key {
  readonly path: string;
  readonly required: boolean;
  /** As code; empty if there is none. */
  readonly default: string;
  /** The range or the choices; empty for free text. */
  readonly values: string;
  /** Unit of a number; empty if its description says it. */
  readonly unit: string;
  /** Whether logs hide all of the value, as a sentence; else empty. */
  readonly secret: string;
  readonly what: string;
}

type Schema = z.core.JSONSchema.BaseSchema;

const jsonSchema = (type: z.ZodType): Schema => z.toJSONSchema(type, { io: "input", unrepresentable: "any" });

/** Every key of freehold.config.ts, in the order of the schema. */
export const configurationKeys = (): Key[] => keysOf(jsonSchema(sections), "", true);

/** A key for each declared setting: its environment variable, whose values are text. */
export const settingKeys = (declared: DeclaredSettings): Key[] =>
  settingsIn(declared).flatMap(({ variable, type }) =>
    keysOf(jsonSchema(type), variable, !type.safeParse(undefined).success).map((key) => ({
      ...key,
      default: defaultText(type),
      values: key.values.replaceAll('"', ""),
    })),
  );

/** The default of a setting; that of a list is no word. */
function defaultText(type: z.ZodType): string {
  const value = type instanceof z.ZodDefault ? type.def.defaultValue : undefined;
  return value === undefined || Array.isArray(value) ? "" : `\`${value}\``;
}

/** The description of an object of the configuration, such as a container; empty if it has none. */
export function descriptionOf(path: string): string {
  let found: Schema | boolean | undefined = jsonSchema(sections);
  for (const name of path.split(".")) found = typeof found === "object" ? found.properties?.[name] : undefined;
  return typeof found === "object" ? (found.description ?? "") : "";
}

/**
 * The keys below an object of the schema; of a union, those of all its members.
 * @param inherited describes a key that has no description of its own: that of the nearest object around it
 */
function keysOf(schema: Schema, path: string, required: boolean, inherited = ""): Key[] {
  const { description: what = inherited } = schema;
  const members = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter((member) => typeof member === "object");
  if (members.some(({ properties }) => properties)) {
    const keys = members.flatMap((member) => keysOf(member, path, required, what));
    // A key that several members have, such as their discriminator, is one key.
    return [...groupBy(keys, (key) => key.path).values()].flatMap(([first, ...others]) =>
      first ? [{ ...first, values: [first, ...others].map(({ values }) => values).join(" or ") }] : [],
    );
  }
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, property]) =>
      typeof property === "object"
        ? keysOf(property, path ? `${path}.${name}` : name, schema.required?.includes(name) ?? false, what)
        : [],
    );
  }
  const hasDefault = "default" in schema;
  const value = hasDefault ? `\`${JSON.stringify(schema.default)}\`` : "";
  const { unit, secret } = schema;
  return [
    {
      ...{ path, required, default: value, values: valuesOf(schema), what },
      unit: typeof unit === "string" ? unit : "",
      secret: secret === undefined || secret === "password" ? "" : "Secret.",
    },
  ];
}

function valuesOf(schema: Schema): string {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    (member) => typeof member === "object",
  );
  if (alternatives.length > 0) return alternatives.map(valuesOf).join(", ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum === Number.MAX_SAFE_INTEGER) return `${minimum} or more`;
  if (minimum !== undefined && maximum !== undefined) return `${minimum}–${maximum}`;
  return "";
}
