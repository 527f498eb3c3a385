import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync("package.json", "utf8"));

async function call(command: string, ...args: string[]) {
  const file = scripts[command]?.split(" ")[1] ?? "";
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { status, output, errors };
}

// Each reads its options in the same way; these are the ones that start quickly.
test.each([
  ...["kubeconfig", "deploy", "replace-node", "token"],
  ...["topics", "switch-broker", "cleanup", "test:previous", "schemas", "dapr:components", "bench"],
])("%s says how it is called", async (command) => {
  const [help, mistake] = await Promise.all([call(command, "--help"), call(command, "--no-such-option")]);
  expect(help).toMatchObject({ status: 0, errors: "", output: expect.stringContaining(`Usage: npm run ${command}`) });
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
