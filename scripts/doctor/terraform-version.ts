import type { Config } from "../../stacks/config";
import { oldestTerraform } from "../../stacks/config/state";
import { OperationError } from "../operations/operation-error";
import { runProgram } from "../operations/program";
import type { Check } from "./check";

/** Whether Terraform or OpenTofu is there, and can work with where the state is kept. */
export async function terraformVersion({ state }: Config): Promise<Check[]> {
  const name = "Terraform";
  const binary = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
  const { output } = await runProgram(binary, ["version"], { input: "" });
  // The JSON of `version -json` is the same for both products.
  const { product, version, major, minor } =
    /^(?<product>Terraform|OpenTofu) v(?<version>(?<major>\d+)\.(?<minor>\d+)\.\S+)/m.exec(output)?.groups ?? {};
  if (!product || !version) throw new OperationError(`${binary} version does not name Terraform or OpenTofu`);
  const found = product === "OpenTofu" ? `OpenTofu ${version}` : version;
  if (product === "OpenTofu" && state.backend === "oci") {
    return [{ name, state: "problem", found, fix: "Use Terraform or local state: OpenTofu has no backend oci" }];
  }
  const needed = oldestTerraform(state);
  if (Number(major) > 1 || Number(minor) >= needed) return [{ name, state: "ok", found }];
  return [{ name, state: "problem", found, fix: `Install 1.${needed} or newer: ${state.backend} state needs it` }];
}
