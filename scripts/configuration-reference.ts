import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { sections } from "../stacks/config";

/** A key that can be set, as the schema and the comment above it say. */
interface Key {
  readonly path: string;
  readonly required: boolean;
  readonly default: string;
  readonly values: string;
  readonly what: string;
}

type Schema = z.core.JSONSchema.BaseSchema;

/** The page, as Markdown. */
export function configurationReference(): string {
  const keys = keysOf(z.toJSONSchema(sections, { io: "input", unrepresentable: "any" }), "", true);
  const bySection = groupBy(keys, ({ path }) => path.split(".")[0] ?? "");
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const tables = [...bySection].map(([section, rows]) => {
    const lines = rows.map(
      (key) =>
        `| \`${key.path}\` | ${key.required ? "yes" : "no"} | ${cell(key.default)} | ${cell(key.values)} | ${cell(key.what)} |`,
    );
    return `## ${section}\n\n| key | required | default | values | what |\n|---|---|---|---|---|\n${lines.join("\n")}\n`;
  });
  return `# Configuration

Every key of \`freehold.config.ts\`, from its schema: \`npm run config:reference\` writes this page, and a test fails when it is
out of date. The file itself is the example: \`npm run synth\` checks it, and names each mistake by its key with the fix.
What identifies an account, and every secret, is no configuration: see [.env.example](../.env.example).

${tables.join("\n")}`;
}

function groupBy<Item>(items: Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return groups;
}

/** The keys below an object of the schema; of a union, those of all its members. */
function keysOf(schema: Schema, path: string, required: boolean): Key[] {
  const members = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter((member) => typeof member === "object");
  if (members.some(({ properties }) => properties)) {
    const keys = members.flatMap((member) => keysOf(member, path, required));
    // What several members have, such as the name of the member itself, is one key.
    return [...groupBy(keys, (key) => key.path).values()].flatMap(([first, ...others]) =>
      first ? [{ ...first, values: [first, ...others].map(({ values }) => values).join(" or ") }] : [],
    );
  }
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, property]) =>
      typeof property === "object"
        ? keysOf(property, path ? `${path}.${name}` : name, schema.required?.includes(name) ?? false)
        : [],
    );
  }
  const value = "default" in schema ? `\`${JSON.stringify(schema.default)}\`` : "none";
  return [{ path, required, default: value, values: valuesOf(schema), what: commentOf(path) }];
}

function valuesOf(schema: Schema): string {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    (member) => typeof member === "object",
  );
  if (alternatives.length > 0) return alternatives.map(valuesOf).join(", ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  if (schema.minimum !== undefined && schema.maximum !== undefined) return `${schema.minimum} to ${schema.maximum}`;
  return schema.type === "array" ? "list" : String(schema.format ?? schema.type ?? "");
}

const sources = new Map(
  readdirSync("stacks/config").map((name) => [name, readFileSync(`stacks/config/${name}`, "utf8")]),
);

/** The comment above a key, or else above one that it stands in: first in its section's file, then in the shared one. */
function commentOf(path: string): string {
  const [section = "", ...names] = path.split(".");
  for (const name of names.reverse()) {
    for (const file of [`${section}.ts`, "resources.ts"]) {
      const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*"?${name}"?:`).exec(
        sources.get(file) ?? "",
      )?.[1];
      if (comment) return comment.replace(/\s*\n\s*\*\s?/g, " ").trim();
    }
  }
  return (
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+Schema/
      .exec(sources.get(`${section}.ts`) ?? "")?.[1]
      ?.replace(/\s*\n\s*\*\s?/g, " ")
      .trim() ?? ""
  );
}

/** `npm run config:reference`: writes docs/configuration.md from the schema. A test fails when it is out of date. */
if (require.main === module) writeFileSync("docs/configuration.md", configurationReference());
