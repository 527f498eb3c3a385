import type { Clock } from "../../operations/clock";
import type { Kubectl } from "../../operations/kubectl";
import { OperationError } from "../../operations/operation-error";
import type { ClusterObjects } from "./cluster-objects";
import { describeFinding, lookAt } from "./look";
import { type PodFinding, podFindings } from "./pod-findings";
import { presentPods, unfinishedRollouts } from "./rollouts";

export interface WatchOptions {
  readonly kubectl: Kubectl;
  readonly namespaces: readonly string[];
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

const pauseMs = 5_000;
const rolloutMinutes = 10;
/** How long a Deployment may be unable to make a pod at all. */
const refusedMs = 2 * 60_000;

/**
 * Shows each pod that is not ready, with the reason, while something waits for it; tells when waiting is of no more use.
 */
export class PodWatch {
  private readonly shown = new Set<string>();

  constructor(private readonly options: WatchOptions) {}

  /**
   * Watches the pods that come up while `work` runs, and aborts it when one of them has failed. Pods from before do not
   * count: the work may fix them.
   *
   * @returns what `work` gave, and the pods that made it end
   */
  async during<Result>(
    work: (abort: AbortSignal) => Promise<Result>,
  ): Promise<{ result: Result; failed: readonly PodFinding[] }> {
    const { clock } = this.options;
    const before = new Set((await this.look())?.pods.map(({ metadata }) => metadata.uid));
    const failure = new AbortController();
    const end = new AbortController();
    let failed: PodFinding[] = [];
    const watching = (async () => {
      while (failed.length === 0) {
        await clock.sleep(pauseMs, end.signal);
        if (end.signal.aborted) return;
        const pods = (await this.look())?.pods.filter(({ metadata }) => !before.has(metadata.uid)) ?? [];
        const findings = podFindings(pods, clock.now());
        await this.show(findings);
        failed = findings.filter(({ severity }) => severity === "failed");
      }
      this.options.say("Waiting longer does not help: the deployment is asked to stop.");
      failure.abort();
    })();
    try {
      const result = await work(failure.signal);
      return { result, failed };
    } finally {
      end.abort();
      await watching;
    }
  }

  /**
   * Waits until each Deployment has rolled out.
   *
   * @throws {OperationError} at once when a pod of it has failed, else after ten minutes; the reasons have been shown
   */
  async rolledOut(signal?: AbortSignal): Promise<void> {
    const { clock, say } = this.options;
    const start = clock.now();
    let last = "";
    for (;;) {
      const objects = await this.look();
      const unfinished = objects && unfinishedRollouts(objects);
      if (objects && unfinished?.length === 0) return;
      const names = unfinished?.map(({ name, state }) => `${name} (${state})`).join(", ") ?? "the API does not answer";
      if (names !== last) say(`Waiting for ${names}`);
      last = names;
      const findings = podFindings(objects ? presentPods(objects) : [], clock.now());
      await this.show(findings);
      const refused = unfinished?.filter(({ problem }) => problem) ?? [];
      const elapsed = clock.now() - start;
      const hasFailed =
        findings.some(({ severity }) => severity === "failed") || (refused.length > 0 && elapsed > refusedMs);
      if (hasFailed || elapsed > rolloutMinutes * 60_000) {
        for (const { namespace, name, problem } of refused) say(`${namespace}/${name} makes no pod: ${problem}`);
        if (!hasFailed) await this.show(findings, true);
        throw new OperationError(`Not rolled out: ${names}`, {
          fix: "Fix what is shown above, then run the same command again: what runs stays",
        });
      }
      await clock.sleep(pauseMs, signal);
      if (signal?.aborted) throw new OperationError(`Stopped. Not rolled out yet: ${names}`, { exitCode: 130 });
    }
  }

  /** Shows every pod that is not ready now, those that are only starting too. */
  async showAll(): Promise<void> {
    const objects = await this.look();
    await this.show(podFindings(objects ? presentPods(objects) : [], this.options.clock.now()), true);
  }

  private look(): Promise<ClusterObjects | undefined> {
    return lookAt(this.options.kubectl, this.options.namespaces);
  }

  /** Each state of each pod once, and nothing of those that start as all do. */
  private async show(findings: readonly PodFinding[], all = false): Promise<void> {
    for (const finding of findings) {
      const key = [finding.pod, finding.container, finding.state, finding.severity].join(" ");
      if (!all && (finding.severity === "starting" || this.shown.has(key))) continue;
      this.shown.add(key);
      this.options.say(await describeFinding(this.options.kubectl, finding));
    }
  }
}
