import { readKubeconfig } from "./kubeconfig";
import { OperationError } from "./operation-error";
import { withPrivateFolder, writePrivateFile } from "./private-file";
import { type ProgramOptions, type ProgramResult, runProgram } from "./program";
import { wayOut } from "./way-out";

/** kubectl of the PATH, with one kubeconfig, or that of the environment. */
export class Kubectl {
  constructor(
    readonly kubeconfig?: string,
    private readonly binary = "kubectl",
  ) {}

  /** Where the cluster is, as kubectl and helm take it. */
  get place(): string[] {
    return this.kubeconfig === undefined ? [] : [`--kubeconfig=${this.kubeconfig}`];
  }

  run(args: string[], options: ProgramOptions = {}): Promise<ProgramResult> {
    return runProgram(this.binary, [...this.place, "--request-timeout=30s", ...args], {
      input: "",
      ...options,
    });
  }

  /**
   * Runs kubectl and gives what it printed.
   *
   * @throws {OperationError} with what kubectl says if it fails
   */
  async read(args: string[], options?: ProgramOptions): Promise<string> {
    const { status, output, errors } = await this.run(args, options);
    if (status !== 0)
      throw new OperationError(`kubectl ${args.join(" ")} failed:\n${errors.trim()}`, { fix: wayOut(errors) });
    return output;
  }

  async readJson(args: string[]): Promise<unknown> {
    return JSON.parse(await this.read([...args, "--output=json"]));
  }

  async apply(...objects: object[]): Promise<void> {
    const list = { apiVersion: "v1", kind: "List", items: objects };
    await this.read(["apply", "--filename=-"], { input: JSON.stringify(list) });
  }
}

/** Lends an administrator's kubectl: its kubeconfig lies in a file for the owner only, and goes when the work is done. */
export async function withKubectl<Result>(work: (kubectl: Kubectl) => Promise<Result>): Promise<Result> {
  return withPrivateFolder("kubeconfig", async (file) => {
    writePrivateFile(file, await readKubeconfig("admin"));
    return work(new Kubectl(file));
  });
}
