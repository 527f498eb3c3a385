import { nodeRoles } from "../../services/contracts/node-role";
import type { Clock } from "../operations/clock";
import type { Confirm } from "../operations/confirm";
import { OperationError } from "../operations/operation-error";
import type { Terraform } from "../operations/terraform";
import { stoppedError } from "./apply-failure";
import { planAndApply } from "./plan-and-apply";
import { type Placement, tryDomains } from "./try-domains";

export interface DeployComputeOptions {
  /** Terraform in the stack compute. */
  readonly compute: Terraform;
  /** Asks whether to carry out the plan. Left out with --auto-approve. */
  readonly confirm?: Confirm;
  /** All availability domains of the region; none when they could not be asked for. */
  readonly allDomains: readonly string[];
  /** Further arguments of the first `terraform plan`, such as -replace=…. Default: none. */
  readonly firstArguments?: readonly string[];
  /** Further Terraform variables, by name. Default: none. */
  readonly variables?: Record<string, string>;
  /** Done once the user has agreed to the first plan, before anything is changed. */
  readonly beforeApply?: () => Promise<void>;
  /** What goes on from where this ended without success. Default: the same command. */
  readonly goOn?: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * Deploys the stack compute, and tries again while Oracle Cloud has no host with room (see tryDomains).
 */
export async function deployCompute(options: DeployComputeOptions): Promise<void> {
  const { compute, confirm, beforeApply, allDomains, firstArguments = [], variables = {} } = options;
  await compute.init();
  const preferred = (role: string) => process.env[`TF_VAR_${role}_availability_domain`];
  // Without a list, Terraform takes the first.
  const domainsOf = (role: string) => {
    const known = [...new Set([preferred(role) || [], allDomains].flat())];
    return known.length > 0 ? known : [""];
  };
  const domains = { server: domainsOf("server"), agent: domainsOf("agent") };
  await tryDomains({
    ...options,
    domains,
    existing: () => existingNodes(compute),
    apply: async (placement, again) => {
      const given: Record<string, string> = {
        ...variables,
        server_availability_domain: placement.server,
        agent_availability_domain: placement.agent,
      };
      const env = Object.fromEntries(Object.entries(given).map(([name, value]) => [`TF_VAR_${name}`, value]));
      const applied = await planAndApply(compute, {
        planArguments: again ? [] : firstArguments,
        env,
        ...(!again && { confirm, beforeApply }),
      });
      if (applied.kind === "declined") throw new OperationError("No changes were made.");
      if (applied.kind === "unchanged") return { status: 0, output: "" };
      const { status, output, errors, stopped } = applied.result;
      if (status !== 0 && stopped !== "no")
        throw stoppedError(compute.stack, applied.result, options.goOn ?? "the same command");
      return { status, output: output + errors };
    },
  });
}

/** The availability domain of each machine that the state knows. */
async function existingNodes(compute: Terraform): Promise<Partial<Placement>> {
  const machines = (await compute.resources()).filter(({ type }) => type === "oci_core_instance");
  const found: Partial<Placement> = {};
  for (const role of nodeRoles) {
    const domain = machines.find(({ name }) => name.startsWith(`${role}_`))?.values.availability_domain;
    if (typeof domain === "string") found[role] = domain;
  }
  return found;
}
