import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "..", "..");

/** Runs main.ts, or the file that is named, as `cdktf synth` does. */
function app(folder: string, file: string[] = [], environment: Record<string, string> = {}) {
  const env = { ...process.env, CDKTF_OUTDIR: path.join(folder, "out"), ...environment };
  return spawnSync(process.execPath, ["scripts/app.mjs", ...file], { cwd: root, env, encoding: "utf8" });
}

const makeFolder = () => mkdtempSync(path.join(tmpdir(), "freehold-app-"));

/** Runs a program as `cdktf synth` runs main.ts. */
function run(program: string) {
  const folder = makeFolder();
  const file = path.join(folder, "program.ts");
  writeFileSync(file, program);
  return { file, folder, ...app(folder, [file]) };
}

const leftovers = () => readdirSync(path.join(root, ".freehold", "app"));

test("a program is run with its types, and synthesises", () => {
  const { status, stderr, folder } = run(`import { App, TerraformStack } from "cdktf";
const app: App = new App();
new TerraformStack(app, "one");
app.synth();
`);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(readdirSync(path.join(folder, "out", "stacks", "one"))).toContain("cdk.tf.json");
});

test("the stacks are synthesised without Terraform", () => {
  const folder = makeFolder();
  const { status, stderr } = app(folder, [], { PATH: folder });
  expect(stderr.split("\n").filter((line) => line !== "" && !line.startsWith("Warning: "))).toEqual([]);
  expect(status).toBe(0);
  expect(readdirSync(path.join(folder, "out", "stacks"))).toContain("compute");
});

test("an error shows its place in the TypeScript, and nothing is left", () => {
  const before = leftovers();
  const { status, stderr, file } = run(`interface Empty {
  here: true;
}

const fail = (_: Empty | undefined) => {
  throw new Error("broken");
};
fail(undefined);
`);
  expect(status).not.toBe(0);
  expect(stderr).toContain("Error: broken");
  expect(stderr).toContain(`${file}:6:9`);
  expect(leftovers()).toEqual(before);
});

test("what is not TypeScript is refused with its place", () => {
  const { status, stderr } = run("const x = ;\n");
  expect(status).not.toBe(0);
  expect(stderr).toContain("program.ts:1:10");
});
