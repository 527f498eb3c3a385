import { z } from "zod";
import type { Config } from "../../stacks/config";
import { oldestTerraform } from "../../stacks/config/state";
import { runProgram } from "../operations/program";
import type { Check } from "./check";

const versionSchema = z.object({ terraform_version: z.string().regex(/^\d+\.\d+\.\d+/) });

/** Whether Terraform is there, and new enough for where the state is kept. OpenTofu has no `oci` backend. */
export async function terraformVersion({ state }: Config): Promise<Check[]> {
  const name = "Terraform";
  const { output } = await runProgram(process.env.TERRAFORM_BINARY_NAME ?? "terraform", ["version", "-json"], {
    input: "",
  });
  const { terraform_version: version } = versionSchema.parse(JSON.parse(output));
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const needed = oldestTerraform(state);
  if (major > 1 || minor >= needed) return [{ name, state: "ok", found: version }];
  return [
    { name, state: "problem", found: version, fix: `Install 1.${needed} or newer: ${state.backend} state needs it` },
  ];
}
