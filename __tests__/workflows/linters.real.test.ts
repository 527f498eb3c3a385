import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeReal } from "../helpers/real";
import { workflowFolder } from "./workflow";

const folder = mkdtempSync(path.join(tmpdir(), "freehold-workflows-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A workflow of a repository of its own, with one step. */
function workflowWith(name: string, run: string): string {
  const workflows = path.join(folder, name, ".github", "workflows");
  mkdirSync(workflows, { recursive: true });
  const lines = ["name: fixture", "on: push", "permissions: {}", "jobs:", "  job:", "    runs-on: ubuntu-24.04"];
  writeFileSync(path.join(workflows, "fixture.yml"), [...lines, "    steps:", `      - run: ${run}`, ""].join("\n"));
  return path.join(workflows, "fixture.yml");
}
const lint = (program: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
};

describeReal("actionlint, with ShellCheck", ["actionlint", "shellcheck"], ({ actionlint, shellcheck }) => {
  const lintWith = (...files: string[]) => lint(actionlint, "-shellcheck", shellcheck, "-no-color", ...files);

  test("finds nothing in the workflows", () => expect(lintWith()).toEqual({ status: 0, output: "" }));

  test.each([
    ["an expression that does not exist", `echo "\${{ github.no_such }}"`, 'property "no_such" is not defined'],
    ["a script that ShellCheck refuses", "rm -r $HOME/$1", "SC2086"],
  ])("would find %s", (name, run, message) => {
    const { status, output } = lintWith(workflowWith(name.replaceAll(" ", "-"), run));
    expect(status).not.toBe(0);
    expect(output).toContain(message);
  });
});

describeReal("zizmor", ["zizmor"], ({ zizmor }) => {
  test("finds nothing in the workflows", () => {
    expect(lint(zizmor, "--offline", workflowFolder)).toMatchObject({ status: 0 });
  });

  test("would find what others wrote in a script", () => {
    const file = workflowWith("injection", `echo "\${{ github.event.pull_request.title }}"`);
    const { status, output } = lint(zizmor, "--offline", file);
    expect(status).not.toBe(0);
    expect(output).toContain("template-injection");
  });
});
