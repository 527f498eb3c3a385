import { stoppedError } from "../deploy/apply-failure";
import { planAndApply } from "../deploy/plan-and-apply";
import type { OciClient } from "../oci/oci-client";
import type { Clock } from "../operations/clock";
import type { Confirm } from "../operations/confirm";
import type { Kubectl } from "../operations/kubectl";
import { OperationError } from "../operations/operation-error";
import { onCluster } from "../operations/stack-order";
import type { Terraform } from "../operations/terraform";
import { findHeld, remainingDefinitions } from "./held";
import { describeLosses } from "./losses";
import { refuseFullBuckets } from "./snapshots";

export interface DestroyStackOptions {
  /** The stacks that build on it. */
  readonly downstreams: readonly Terraform[];
  /** Asks for the stack's name. Left out with --yes. */
  readonly confirm?: Confirm;
  /** Oracle Cloud, for what is in buckets. */
  readonly bucket: () => OciClient;
  readonly withKubectl: <Result>(work: (kubectl: Kubectl) => Promise<Result>) => Promise<Result>;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

const lookAgainMs = 15_000;

/**
 * Removes a stack: refuses while another builds on it, says what is lost, asks, and shows what holds it when it hangs.
 *
 * @throws {OperationError} with what to do; with exit code 130 when stopped
 */
export async function destroyStack(terraform: Terraform, options: DestroyStackOptions): Promise<void> {
  const { stack } = terraform;
  const { say, downstreams, withKubectl } = options;
  await terraform.init();
  const resources = await terraform.resources();
  if (resources.length === 0) return say(`${stack} is not deployed: there is nothing to remove`);
  await refuseBeforeDownstreams(terraform, downstreams);
  await refuseFullBuckets(resources, options.bucket);
  const losses = describeLosses(resources);
  say(
    `With ${stack}, ${resources.length} resources go.${losses.length > 0 ? ` Lost with it:\n  ${losses.join("\n  ")}` : ""}`,
  );
  if (!onCluster(stack)) return destroy(terraform, options);
  await withKubectl(async (kubectl) => {
    await showingWhatHoldsIt(kubectl, options, () => destroy(terraform, options));
    const left = stack === "platform" ? await remainingDefinitions(kubectl) : undefined;
    if (left) say(left);
  });
}

async function refuseBeforeDownstreams({ stack }: Terraform, downstreams: readonly Terraform[]): Promise<void> {
  const there: string[] = [];
  for (const downstream of downstreams) {
    await downstream.init();
    if ((await downstream.resources()).length > 0) there.push(downstream.stack);
  }
  const last = there.at(-1);
  if (last) {
    throw new OperationError(`${there.join(", ")} ${there.length === 1 ? "builds" : "build"} on ${stack}`, {
      fix: `Remove ${there.length === 1 ? "it" : "them"} first: npx freehold destroy ${last}`,
    });
  }
}

async function destroy(terraform: Terraform, { confirm, say }: DestroyStackOptions): Promise<void> {
  const { stack } = terraform;
  const again = `npx freehold destroy ${stack}`;
  const question = `All of ${stack} is removed.`;
  const applied = await planAndApply(terraform, { planArguments: ["-destroy"], confirm, question, word: stack });
  if (applied.kind === "declined") throw new OperationError("No resources were removed.");
  if (applied.kind === "ran" && applied.result.stopped !== "no") throw stoppedError(stack, applied.result, again);
  if (applied.kind === "ran" && applied.result.status !== 0) {
    throw new OperationError(`${stack} is not removed: see Terraform's message above`, {
      fix: `${again} goes on from there`,
    });
  }
  say(`${stack} is removed.`);
}

/** Says what holds the objects that are being deleted, each thing once, while `work` waits for it. */
async function showingWhatHoldsIt(
  kubectl: Kubectl,
  { clock, say }: DestroyStackOptions,
  work: () => Promise<void>,
): Promise<void> {
  const end = new AbortController();
  const said = new Set<string>();
  const watching = (async () => {
    let before: string[] = [];
    for (;;) {
      await clock.sleep(lookAgainMs, end.signal);
      if (end.signal.aborted) return;
      const held = await findHeld(kubectl);
      // What is held for a moment only is no news.
      for (const line of held.filter((known) => before.includes(known) && !said.has(known))) {
        said.add(line);
        say(`Still there: ${line}`);
      }
      before = held;
    }
  })();
  try {
    await work();
  } finally {
    end.abort();
    await watching;
  }
}
