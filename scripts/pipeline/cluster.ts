import { namespaces } from "../../stacks/constructs/namespaces";
import { runProgram } from "../operations/program";

/** Waits until every workload has rolled out, each for five minutes at most. */
export async function rolledOut(workloads: readonly string[]): Promise<void> {
  for (const name of workloads) await kubectl("rollout", "status", `deployment/${name}`, "--timeout=300s");
}

/** Goes back to the pods before the last change of every workload. */
export async function undo(workloads: readonly string[]): Promise<void> {
  for (const name of workloads) await kubectl("rollout", "undo", `deployment/${name}`);
}

async function kubectl(...args: string[]): Promise<void> {
  const { status } = await runProgram("kubectl", ["--namespace", namespaces.apps, ...args], { show: true });
  if (status !== 0) throw new Error(`kubectl ${args.join(" ")} failed`);
}
