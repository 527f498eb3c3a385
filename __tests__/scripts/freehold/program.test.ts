import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { groups } from "../../../scripts/freehold/commands";

const program = path.resolve("scripts/freehold.js");

const freehold = (args: string[], cwd?: string) =>
  spawnSync(process.execPath, [program, ...args], { cwd, encoding: "utf8" });

test.each([[[]], [["--help"]]])("freehold %j lists every command once, in groups, with one line each", (args) => {
  const { status, stdout, stderr } = freehold(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const [group, commands] of Object.entries(groups)) {
    expect(stdout).toContain(`${group}:`);
    for (const { name, about } of commands)
      expect(stdout.match(new RegExp(`^  ${name} +${about.slice(0, 30)}`, "gm"))).toHaveLength(1);
  }
});

test.each([
  ["dql", "Unknown command dql. Did you mean dlq?"],
  ["--halp", "Did you mean --help?"],
])("freehold %s: %s", (word, hint) => {
  const { status, stdout, stderr } = freehold([word]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain(hint);
  expect(stderr).not.toMatch(/^ +at /m);
});

test("a pipe gets plain lines", () => {
  const { status, stdout } = freehold(["ledger"]);
  expect(status).toBe(0);
  expect(stdout).not.toContain("\u001b");
});

test("a command finds its files from any folder", () => {
  const { status, stdout } = freehold(["schemas", "freehold.task.created.v1"], tmpdir());
  expect({ status, id: JSON.parse(stdout).$schema }).toEqual({ status: 0, id: expect.stringContaining("2020-12") });
});
