import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Config } from "../../../stacks/config";
import { readPins } from "../../../stacks/config/read-pins";
import { cdktfProgram } from "../../cdktf";
import { OperationError } from "../../operations/operation-error";
import { runProgram } from "../../operations/program";
import { Terraform } from "../../operations/terraform";
import { changesOf } from "../../pipeline/plan-report";
import type { RehearsalCluster } from "../cluster/cluster";
import { addresses } from "../machine/addresses";
import type { Charts } from "../platform/charts";
import type { EvaluatedStacks } from "../stacks/evaluated";
import { synthesiseAll } from "../stacks/synthesised";
import type { Steps } from "../steps";
import { writeChartFolders } from "./chart-folders";
import { writeLowerStates } from "./lower-states";

const stackNames = ["connections", "platform", "apps"] as const;

export interface TerraformDeployment {
  /** Folder for states, charts and the synthesised stacks. */
  folder: string;
  config: Config;
  cluster: RehearsalCluster;
  /** What the values of the charts are read from. */
  evaluated: EvaluatedStacks;
  charts: Charts;
  /** Values of the stacks' variables, by their names without `TF_VAR_`. */
  variables: Readonly<Record<string, string>>;
  steps: Steps;
}

/**
 * Deploys connections, platform and apps by `cdktf deploy` itself, with real providers, which `terraform init` fetches, and
 * plans each again.
 * @returns the output of connections that tokens are signed with
 * @throws {OperationError} with Terraform's own words, or when a second plan would change something
 */
export async function deployByTerraform(deployment: TerraformDeployment): Promise<string> {
  const { folder, cluster, evaluated, charts, variables, steps } = deployment;
  const [states, outdir] = [path.join(folder, "states"), path.join(folder, "cdktf.out")];
  mkdirSync(states, { recursive: true, mode: 0o700 });
  const config: Config = { ...deployment.config, state: { backend: "local", directory: states } };
  const stacks = synthesiseAll(config, readPins());
  writeLowerStates(states, stacks, (stack, output) =>
    stack === "network" ? addresses.loadBalancer : cluster.bootstrapOutput(output),
  );
  const places = writeChartFolders(path.join(folder, "charts"), evaluated, charts);
  const configFile = path.join(folder, "config.json");
  writeFileSync(configFile, JSON.stringify({ ...config, platform: { ...config.platform, charts: places } }));
  const env = {
    ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value])),
    ...{ FREEHOLD_REHEARSAL_CONFIG: configFile, CHECKPOINT_DISABLE: "1", TF_INPUT: "0" },
  };

  for (const stack of stackNames) await steps.run(`cdktf deploy ${stack}`, () => deployStack(stack, outdir, env));
  const terraform = (stack: (typeof stackNames)[number]) => new Terraform(stack, outdir);
  for (const stack of stackNames)
    await steps.run(`Plan ${stack} again`, async () => {
      const changed = changesOf(await terraform(stack).plan({ env }));
      if (changed.length > 0)
        throw new OperationError(
          `A second deploy of ${stack} would change ${changed.map(({ address }) => address).join(", ")}`,
        );
    });
  return z.string().parse((await terraform("connections").outputs()).jwt_secret);
}

async function deployStack(stack: string, outdir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const app = "node scripts/app.mjs scripts/rehearse/terraform/app.ts";
  const args = ["deploy", stack, "--auto-approve", "--ignore-missing-stack-dependencies", "--skip-provider-lock"];
  const { status, output, errors } = await runProgram(
    process.execPath,
    [cdktfProgram, ...args, `--app=${app}`, `--output=${outdir}`],
    { input: "", env },
  );
  if (status !== 0) throw new OperationError(`cdktf deploy ${stack} failed:\n${output}${errors}`);
}
