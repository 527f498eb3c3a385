import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StubProgram } from "../helpers/stub-program";
import { parseWorkflow, workflowText } from "./workflow";

/** A folder in which the shell steps of workflows run as GitHub's machines run them, with programs that play their part. */
export class Runner {
  readonly folder = mkdtempSync(path.join(tmpdir(), "freehold-runner-"));
  private readonly programs = mkdtempSync(path.join(tmpdir(), "freehold-programs-"));

  /** A program that the steps find before all others. */
  program(name: string): StubProgram {
    return new StubProgram(name, this.programs);
  }

  /**
   * Runs a step; what it passes on stands in the files `output` and `summary` afterwards.
   *
   * @param env what the workflow's expressions would have filled in
   * @returns its exit code
   */
  run(file: string, job: string, name: string, env: Record<string, string> = {}): number {
    const step = parseWorkflow(workflowText(file)).jobs[job]?.steps.find((one) => one.name === name);
    if (!step?.run) throw new Error(`${file} has no shell step "${name}" in the job ${job}`);
    // GitHub fills in what the workflow takes from elsewhere; a test that forgets one would prove nothing.
    // Credentials that the script only hands on to its programs need no value.
    const read = Object.keys(step.env).filter((key) => step.run?.includes(key) || !/^(TF_VAR|OCI)_/.test(key));
    for (const key of read) if (!(key in env)) throw new Error(`the step "${name}" reads ${key}`);
    const script = path.join(this.programs, "step.sh");
    writeFileSync(script, step.run);
    for (const each of ["output", "summary"]) writeFileSync(path.join(this.folder, each), "");
    // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
    const { status } = spawnSync("bash", ["-e", script], {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        PATH: `${this.programs}${path.delimiter}${process.env.PATH}`,
        RUNNER_TEMP: this.folder,
        GITHUB_OUTPUT: path.join(this.folder, "output"),
        GITHUB_STEP_SUMMARY: path.join(this.folder, "summary"),
        ...env,
      },
    });
    return status ?? -1;
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8");
  }
}
