import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileOf, groups } from "../../scripts/freehold/commands";

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync("package.json", "utf8"));

const call = (command: string, ...args: string[]) => run(scripts[command]?.split(" ")[1] ?? "", ...args);

async function run(file: string, ...args: string[]) {
  const loader = file.endsWith(".ts") ? ["--import", "tsx"] : [];
  const child = spawn(process.execPath, [...loader, file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { status, output, errors };
}

// Each reads its options in the same way; these are the ones that start quickly.
test.each([
  ...["kubeconfig", "deploy", "replace-node", "token"],
  ...["topics", "switch-broker", "cleanup", "test:previous", "schemas", "dapr:components", "bench"],
])("%s refuses an option that there is not", async (command) => {
  const mistake = await call(command, "--no-such-option");
  expect(mistake).toMatchObject({ status: 1, output: "", errors: expect.stringContaining("--no-such-option") });
  // The place in the code is of no use to a user.
  expect(mistake.errors).not.toMatch(/^ +at /m);
});

test.each([
  ["bench", "--rounds", "two"],
  ["bench", "--events", "0"],
  ["token", "--days", "366", "ann"],
  ["wait-for-cluster", "--minutes", "soon"],
])("%s refuses %s %s, and says so", async (command, option, value, ...rest) => {
  const { status, output, errors } = await call(command, option, value, ...rest);
  expect({ status, output }).toEqual({ status: 1, output: "" });
  expect(errors).toContain(option);
  expect(errors).toContain(value);
});

test.each([
  ["dlq", "lst", "Unknown command lst. Did you mean list?"],
  ["dlq", "shwo", "Unknown command shwo. Did you mean show?"],
  ["freehold", "dql", "Unknown command dql. Did you mean dlq?"],
  ["dlq", "list --jsno", "Did you mean --json?"],
  ["token", "--oprator ann", "Did you mean --operator?"],
])("%s %s: %s", async (command, words, hint) => {
  const { status, output, errors } = await call(command, ...words.split(" "));
  expect({ status, output }).toEqual({ status: 1, output: "" });
  expect(errors).toContain(hint);
});

describe("--help", () => {
  const commands = Object.values(groups).flat();
  let called: Record<string, { status: unknown; output: string; errors: string }>;
  // In one process: one for each command would load Node, tsx and what they share thirty times, a CPU second each.
  beforeAll(async () => {
    // A module that others import too does its work only as the main one, in a process of its own.
    const isCommandAlone = (file: string) => !readFileSync(file, "utf8").includes("require.main");
    const files = commands.map(fileOf).filter((file) => !file.endsWith(".js") && isCommandAlone(file));
    const child = spawn(process.execPath, ["--import", "tsx", "__tests__/helpers/every-help.ts", ...files], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    called = JSON.parse(await text(child.stdout));
  });

  test.each(commands)("npm run $name says how it is called, and nothing is done", async (command) => {
    const file = fileOf(command);
    const help = called[file] ?? (await run(file, "--help"));
    expect(help).toEqual({ status: 0, errors: "", output: expect.any(String) });
    const { name } = command;
    expect(help.output).toMatch(name === "start" ? /^Usage: npm start/m : new RegExp(`Usage:\\s+npm run ${name}`));
  });

  test("in a process of its own the same is said", async () => {
    for (const name of ["token", "dlq"]) expect(await call(name, "--help")).toEqual(called[`scripts/${name}.ts`]);
  });
});

test("freehold lists every command once, in groups, with one line each", async () => {
  const { status, output } = await call("freehold");
  expect(status).toBe(0);
  for (const [group, commands] of Object.entries(groups)) {
    expect(output).toContain(`${group}:`);
    for (const { name, about } of commands)
      expect(output).toMatch(new RegExp(`^  ${name} +${about.slice(0, 30)}`, "m"));
  }
  const named = Object.values(groups).flatMap((commands) => commands.map(({ name }) => name));
  const tools = [
    "help",
    "freehold",
    "test",
    "test:real",
    "test:cluster",
    "lint",
    "lint:imports",
    "lint:prose",
    "format",
    "typecheck",
    "prepare",
  ];
  expect([...named, ...tools].sort()).toEqual(Object.keys(scripts).sort());
});

test("output whose reader has gone is no failure", async () => {
  for (const command of ["schemas", "manifests"]) {
    const file = scripts[command]?.split(" ")[1] ?? "";
    const child = spawn(process.execPath, ["--import", "tsx", file, ...(command === "manifests" ? ["apps"] : [])], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    const [errors, [status]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect({ command, status, errors }).toEqual({ command, status: 0, errors: "" });
  }
});
