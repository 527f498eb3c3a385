import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { StackName } from "../../stacks/constructs/terraform/freehold-stack";
import { OperationError } from "./operation-error";
import { withPrivateFolder } from "./private-file";
import { type ProgramOptions, type ProgramResult, runProgram } from "./program";
import { firstError } from "./terraform-error";

const outputsSchema = z.record(z.string(), z.object({ value: z.unknown() }));
const stateSchema = z.object({
  values: z
    .object({
      root_module: z.object({
        resources: z
          .array(
            z.object({
              address: z.string(),
              type: z.string(),
              name: z.string(),
              values: z.record(z.string(), z.unknown()),
            }),
          )
          .default([]),
      }),
    })
    .optional(),
});

/** A resource as the state holds it. */
export type StateResource = NonNullable<z.output<typeof stateSchema>["values"]>["root_module"]["resources"][number];

/** Terraform at work on one synthesised stack. The variable TERRAFORM_BINARY_NAME names another binary, as for CDKTF. */
export class Terraform {
  readonly folder: string;

  constructor(
    readonly stack: StackName,
    outdir = "cdktf.out",
  ) {
    this.folder = path.resolve(outdir, "stacks", stack);
    if (!existsSync(path.join(this.folder, "cdk.tf.json"))) {
      throw new OperationError(`${stack} is not synthesised: run npm run synth`);
    }
  }

  /**
   * Runs `terraform <args>` in the stack's folder. It never asks for a variable: one that is missing is an error. Asked to
   * stop, by Ctrl-C or otherwise, Terraform ends what it has begun and saves the state, and this waits for it.
   */
  run(args: string[], options: ProgramOptions = {}): Promise<ProgramResult> {
    return runProgram(process.env.TERRAFORM_BINARY_NAME ?? "terraform", [`-chdir=${this.folder}`, ...args], {
      input: "",
      stopsWell: true,
      ...options,
      env: { TF_INPUT: "0", CHECKPOINT_DISABLE: "1", ...options.env },
    });
  }

  /** The stack, as it is synthesised. */
  synthesised(): unknown {
    return JSON.parse(readFileSync(path.join(this.folder, "cdk.tf.json"), "utf8"));
  }

  /**
   * Makes the folder ready for use; does nothing that is done already.
   *
   * @throws {OperationError} with what Terraform says
   */
  async init(): Promise<void> {
    const args = ["init", "-input=false", "-no-color"];
    let { status, output, errors } = await this.run(args);
    // The versions of the last init are kept in a file; the stack may ask for newer ones since.
    if (status !== 0 && /lock file|locked provider/i.test(errors))
      ({ status, output, errors } = await this.run([...args, "-upgrade"]));
    if (status !== 0)
      throw new OperationError(`terraform init of ${this.stack} failed: ${firstError(errors || output)}`);
  }

  /** The outputs of the last deploy, none if there was none. */
  async outputs(): Promise<Record<string, unknown>> {
    const found = outputsSchema.parse(JSON.parse(await this.read(["output", "-json"])));
    return Object.fromEntries(Object.entries(found).map(([name, { value }]) => [name, value]));
  }

  /** The resources in the state. */
  async resources(): Promise<StateResource[]> {
    return stateSchema.parse(JSON.parse(await this.read(["show", "-json"]))).values?.root_module.resources ?? [];
  }

  /**
   * What a deploy would do, as JSON (https://developer.hashicorp.com/terraform/internals/json-format). Nothing is changed or
   * locked.
   *
   * @param refresh whether what is there is looked at, and not only what the state remembers of it. Default: true
   * @param env Terraform's variables on top of this process's own
   * @throws {OperationError} with what Terraform says
   */
  async plan({ refresh = true, env }: { refresh?: boolean; env?: NodeJS.ProcessEnv } = {}): Promise<unknown> {
    return withPrivateFolder("plan", async (file) => {
      const args = ["plan", "-input=false", "-lock=false", "-no-color", `-refresh=${refresh}`, `-out=${file}`];
      // Its exit code is not asked for changes: it has been seen to say some where there were none.
      const planned = await this.run(args, { env });
      if (planned.status !== 0) throw new OperationError(firstError(planned.errors || planned.output));
      return this.showPlan(file);
    });
  }

  /** A plan that was written to a file, as JSON. */
  async showPlan(file: string): Promise<unknown> {
    const shown = await this.run(["show", "-json", file]);
    if (shown.status !== 0) throw new OperationError(firstError(shown.errors));
    return JSON.parse(shown.output);
  }

  private async read(args: string[]): Promise<string> {
    const { status, output, errors } = await this.run(args);
    if (status !== 0) throw new OperationError(`terraform ${args[0]} of ${this.stack} failed: ${firstError(errors)}`);
    return output;
  }
}
