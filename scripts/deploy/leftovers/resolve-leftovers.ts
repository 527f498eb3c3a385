import type { Confirm } from "../../operations/confirm";
import type { Kubectl } from "../../operations/kubectl";
import { OperationError } from "../../operations/operation-error";
import { runProgram } from "../../operations/program";
import type { Terraform } from "../../operations/terraform";
import { declaredObjects } from "./declared";
import { findLeftovers, type Leftover } from "./find-leftovers";

export interface ResolveOptions {
  /** Asks before a release is uninstalled. Left out when the user has agreed already. */
  readonly confirm?: Confirm;
  readonly say: (line: string) => void;
}

/** What Terraform reads about a resource that it takes over (https://developer.hashicorp.com/terraform/language/import). */
export interface ImportBlock {
  readonly to: string;
  readonly id: string;
}

/**
 * Resolves what an interrupted deploy has left in the cluster: releases that Helm calls pending are rolled back or
 * uninstalled here, after asking. What is whole is for Terraform to take over, which its plan shows.
 *
 * @returns what Terraform is to take into its state
 * @throws {OperationError} if something is being deleted still, or the user does not want to uninstall
 */
export async function resolveLeftovers(
  kubectl: Kubectl,
  terraform: Terraform,
  { confirm, say }: ResolveOptions,
): Promise<ImportBlock[]> {
  const declared = declaredObjects(terraform.synthesised());
  const find = async () => {
    const inState = new Set((await terraform.resources()).map(({ address }) => address));
    return findLeftovers(kubectl, declared, inState);
  };
  let found = await find();
  const broken = found.filter(({ remedy }) => remedy === "uninstall" || remedy === "rollback");
  if (broken.length > 0) {
    say(`An earlier deploy was cut off. It has left in the cluster:\n${broken.map(describe).join("\n")}`);
    if (confirm && !(await confirm("They are uninstalled or rolled back now.", "yes"))) {
      throw new OperationError("No changes were made. Helm refuses to go on while these are there");
    }
    for (const release of broken) await repair(kubectl, release, say);
    found = await find();
  }
  const leaving = found.filter(({ remedy }) => remedy === "wait");
  if (leaving.length > 0) {
    throw new OperationError(
      `These are being deleted still: ${leaving.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`,
      { fix: "Wait a minute, and run the same command again; kubectl describe says what holds one that stays" },
    );
  }
  const whole = found.filter(({ remedy }) => remedy === "adopt");
  if (whole.length > 0)
    say(`In the cluster, and not in Terraform's state, which takes them over:\n${whole.map(describe).join("\n")}`);
  return whole.map(({ address, namespace, name }) => ({
    to: address,
    id: namespace === undefined ? name : `${namespace}/${name}`,
  }));
}

const describe = ({ kind, name, namespace, state, remedy }: Leftover): string =>
  `  ${kind} ${name}${namespace ? ` in ${namespace}` : ""}: ${state}; ${remedy}`;

async function repair(
  kubectl: Kubectl,
  { name, namespace = "default", remedy, revision }: Leftover,
  say: (line: string) => void,
): Promise<void> {
  const action = remedy === "rollback" ? ["rollback", name, String(revision)] : ["uninstall", name];
  say(`helm ${action.join(" ")} --namespace ${namespace}`);
  const args = [...action, "--namespace", namespace, ...kubectl.place, "--wait", "--timeout", "5m"];
  const { status, errors } = await runProgram(process.env.HELM_BINARY_NAME ?? "helm", args, { input: "" });
  // Uninstalled by somebody else meanwhile is uninstalled.
  if (status !== 0 && !/release: not found/.test(errors))
    throw new OperationError(`helm ${action.join(" ")} failed: ${errors.trim()}`);
}
