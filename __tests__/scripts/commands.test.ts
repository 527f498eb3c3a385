import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type Command, commands, fileOf } from "../../scripts/freehold/commands";

async function call(...args: string[]) {
  const child = spawn(process.execPath, ["scripts/freehold.js", ...args], { stdio: ["ignore", "pipe", "pipe"] });
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
  ["dlq", "list --jsno", "Did you mean --json?"],
  ["token", "--oprator ann", "Did you mean --operator?"],
])("%s %s: %s", async (command, words, hint) => {
  const { status, output, errors } = await call(command, ...words.split(" "));
  expect({ status, output }).toEqual({ status: 1, output: "" });
  expect(errors).toContain(hint);
});

/** The options that a help names, but those of other commands. */
const optionsIn = (help: string) =>
  new Set([...help.replace(/freehold pins --\w+/, "").matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, name]) => name));

describe("--help", () => {
  let called: Record<string, { status: unknown; output: string; errors: string }>;
  // In one process: one for each command would load Node and what they share thirty times, a CPU second each.
  beforeAll(async () => {
    const files = commands.map(fileOf).filter((file) => !file.endsWith(".js"));
    const child = spawn(process.execPath, ["--import", "tsx", "__tests__/helpers/every-help.ts", ...files], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    called = JSON.parse(await text(child.stdout));
  });

  const helpOf = async (command: Command) => called[fileOf(command)] ?? (await call(command.name, "--help"));

  test.each(commands)("freehold $name says how it is called, and does nothing", async (command) => {
    const help = await helpOf(command);
    expect(help).toEqual({ status: 0, errors: "", output: expect.any(String) });
    const { name } = command;
    expect(help.output).toMatch(name === "start" ? /^Usage: npm start/m : new RegExp(`Usage:\\s+npx freehold ${name}`));
  });

  test.each(commands)("freehold $name has the options and words that the shell completes", async (command) => {
    const { output } = await helpOf(command);
    const { options = [], words = [] } = command;
    const named = optionsIn(output);
    named.delete("help");
    expect([...named].sort()).toEqual([...options].sort());
    for (const word of words) expect(output).toMatch(new RegExp(`\\b${word}\\b`));
  });

  test("is the same from the bundle", async () => {
    for (const name of ["token", "dlq"]) expect(await call(name, "--help")).toEqual(called[`scripts/${name}.ts`]);
  });
});

test("a command whose reader has gone ends quietly", async () => {
  for (const args of [["--help"], ["schemas"], ["manifests", "apps"]]) {
    const child = spawn(process.execPath, ["scripts/freehold.js", ...args], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    const [errors, [status]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect({ args, status, errors }).toEqual({ args, status: 0, errors: "" });
  }
});
