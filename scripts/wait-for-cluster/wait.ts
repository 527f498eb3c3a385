import type { Clock } from "../operations/clock";
import { OperationError } from "../operations/operation-error";
import type { ClusterState } from "./check-cluster";

const pause = 10_000;

const serialConsole =
  "the serial console of the machine, where each step of its first start begins with `freehold:` (in Oracle's console: Compute, Instances, the machine, Console connection; or `oci compute console-history capture`)";

/** What to look at when a cluster does not come further. */
const advice: Record<Exclude<ClusterState["kind"], "ready">, string> = {
  unreachable: `Look at whether oci.adminCidrs (or TF_VAR_admin_cidr) holds your present address, then at ${serialConsole}`,
  "wrong-certificate":
    'Somebody else answers there, or the machines are of another bootstrap: docs/how-to/troubleshoot.md goes on at "6443 unreachable"',
  "expired-certificate":
    'Is this machine\'s clock right? Else k3s has not started for a year: docs/how-to/troubleshoot.md goes on at "Token or certificate expired"',
  refused: "The certificate has expired, or is of another bootstrap: renew it with npx freehold deploy bootstrap",
  starting: `k3s is starting; if that lasts, look at ${serialConsole}`,
  nodes: `Look at ${serialConsole}; docs/how-to/troubleshoot.md goes on at "A node is not Ready"`,
};

export interface WaitOptions {
  readonly check: () => Promise<ClusterState>;
  /** Minutes until it is given up. */
  readonly minutes: number;
  readonly clock: Clock;
  /** Told whenever something has changed. */
  readonly say: (line: string) => void;
}

/**
 * Waits until the API answers with the cluster's certificate and all nodes are Ready. Looks every ten seconds.
 *
 * @throws {OperationError} when the time is over, with what to look at
 */
export async function waitForCluster({ check, minutes, clock, say }: WaitOptions): Promise<void> {
  const start = clock.now();
  let last = "";
  for (;;) {
    const state = await check();
    const elapsed = Math.round((clock.now() - start) / 1000);
    const line = state.kind === "ready" ? "API ready, all nodes Ready" : `${state.kind}: ${state.reason}`;
    if (line !== last) say(`${elapsed} s  ${line}`);
    last = line;
    if (state.kind === "ready") return;
    if (clock.now() + pause - start > minutes * 60_000) {
      throw new OperationError(
        `The cluster is not ready after ${minutes} minutes. ${line}.\n${advice[state.kind]}.\nThen wait again: npx freehold wait-for-cluster`,
      );
    }
    await clock.sleep(pause);
  }
}
