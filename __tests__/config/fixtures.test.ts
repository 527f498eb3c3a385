import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "../../stacks/config";

/** Files of a folder beside this one, parsed, by name. */
function fixtures(folder: string) {
  return readdirSync(join(__dirname, folder)).map((file) => ({
    name: file.replace(".json", ""),
    content: JSON.parse(readFileSync(join(__dirname, folder, file), "utf8")),
  }));
}

test.each(fixtures("valid"))("accepts $name", ({ content }) => {
  expect(defineConfig(content)).toMatchObject(content);
});

test.each(fixtures("invalid"))("refuses $name, in one line", ({ content: { config, error } }) => {
  const [first, ...lines] = refusal(config).split("\n");
  expect(first).toBe("freehold.config.ts cannot be used:");
  expect(lines).toEqual([expect.stringMatching(/^ {2}\S+: \S+/)]);
  expect(lines[0]).toContain(error);
});

test("names every mistake, not only the first", () => {
  const lines = refusal(JSON.parse('{ "oci": { "adminCidr": [] }, "backups": { "retentionDays": 0 }, "nodez": {} }'));
  expect(lines.split("\n")).toHaveLength(4);
});

/** The message that a configuration is refused with. */
function refusal(config: Parameters<typeof defineConfig>[0]): string {
  try {
    defineConfig(config);
  } catch (error) {
    return String(error instanceof Error && error.message);
  }
  throw new Error("was accepted");
}
