import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { configurationKeys } from "../../scripts/configuration-reference/keys";
import { addStacks } from "../../stacks";
import { type ConfigInput, defineConfig, sections } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { docsPages } from "./pages";

const known = configurationKeys().map((known) => known.path);
const key = new RegExp(`\`((?:${Object.keys(sections.shape).join("|")})(?:\\.[\\w<>]+)+)\``, "g");
/** It is made from them. */
const configurationReferencePage = "docs/reference/configuration.md";
/** One of those that a placeholder stands for. */
const example = (name: string) => name.replace("<role>", "server").replace("<service>", "backend");
/** A kind of Dapr component, which looks like one. */
const foreign = ["state.postgresql"];

test("every configuration key that a page names exists", () => {
  const pages = docsPages.filter((page) => page !== configurationReferencePage);
  const named = ["README.md", "SECURITY.md", ...pages].flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(key)].flatMap(([, name = ""]) =>
      foreign.includes(name) ? [] : example(name),
    ),
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !known.some((path) => path === name || path.startsWith(`${name}.`)))).toEqual([]);
});

const outdir = mkdtempSync(path.join(tmpdir(), "freehold-synth-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** With its guards, as `npm run synth`. */
function synth(input: ConfigInput): void {
  const app = new App({ outdir });
  addStacks(app, { config: defineConfig(input), pins: readPins() });
  app.synth();
}

test("every setting that makes room on a full disk is one that a synth accepts", () => {
  const page = readFileSync("docs/how-to/troubleshoot.md", "utf8");
  const section = /^## Disk full$(.+?)^## /ms.exec(page)?.[1] ?? "";
  const settings = [...section.matchAll(/\b(lower|raise) `([\w.<>]+)`/gi)];
  expect(settings.length).toBeGreaterThan(1);
  for (const [, verb = "", name = ""] of settings) {
    const found = configurationKeys().find(({ path }) => path === example(name));
    const value = Number(found?.default.replaceAll("`", "")) + (verb.toLowerCase() === "lower" ? -1 : 1);
    const nested = example(name)
      .split(".")
      .reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
    expect(() => synth(sections.parse(nested))).not.toThrow();
  }
});
