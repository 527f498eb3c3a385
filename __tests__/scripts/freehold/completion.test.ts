import { spawnSync } from "node:child_process";
import { shells } from "../../../scripts/completion/shells";
import { commands } from "../../../scripts/freehold/commands";

const scriptOf = (shell: string) => shells[shell]?.(commands, "/opt/it's/freehold.js") ?? "";

test.each(["bash", "zsh", "fish"])("freehold completion %s prints a script with every command and option", (shell) => {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/freehold.js", "completion", shell], {
    encoding: "utf8",
  });
  expect(status).toBe(0);
  for (const { name, options = [] } of commands) {
    expect(stdout).toContain(shell === "zsh" ? name.replace(":", "\\:") : name);
    for (const option of options)
      expect(stdout).toContain(shell === "fish" ? `--long-option ${option}` : `--${option}`);
  }
});

/** The shells that this machine has; the image of the pipeline has bash only. */
const here = ["bash", "zsh", "fish"].filter((shell) => spawnSync(shell, ["-c", ":"]).status === 0);

test.each(here)("%s can read its script", (shell) => {
  const { status, stderr } = spawnSync(shell, ["-n"], { input: scriptOf(shell), encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("a shell that does not exist is named, with the one that was probably meant", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/freehold.js", "completion", "bsh"], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "Unknown shell bsh. Did you mean bash?\n" });
});

test.each([
  ["freehold dl", ["dlq"]],
  ["freehold dlq re", ["replay"]],
  ["freehold dlq replay --fo", ["--force"]],
  ["freehold deploy co", ["compute", "connections"]],
  ["freehold drift --", ["--json", "--repair", "--help"]],
  ["freehold ledger no-such", []],
  // Bash counts what follows a colon as a word of its own, and puts the reply there.
  ["freehold dapr:", ["components"]],
  ["freehold provider:o", ["oci"]],
])("TAB after %j offers %j in bash", (line, replies) => {
  const press = `COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'; COMP_LINE=$1; COMP_POINT=\${#1}; _freehold; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `${scriptOf("bash")}\n${press}`, "bash", line], {
    encoding: "utf8",
  });
  expect({ replies: stdout.split("\n").filter(Boolean), stderr }).toEqual({ replies, stderr: "" });
});

test("where no program freehold exists, bash starts the one of the checkout", () => {
  const { stdout } = spawnSync("bash", ["-c", `PATH=\n${scriptOf("bash")}\nnode() { echo "$@"; }; freehold dlq list`], {
    encoding: "utf8",
  });
  expect(stdout).toBe("/opt/it's/freehold.js dlq list\n");
});
