import type { ContainerStatus, Pod } from "./cluster-objects";

/** Why a pod is not ready. */
export interface PodFinding {
  readonly namespace: string;
  readonly pod: string;
  /** The container that keeps the pod back, if one does. */
  readonly container?: string;
  /** In Kubernetes' own word, such as CrashLoopBackOff. */
  readonly state: string;
  /** What Kubernetes says of it. */
  readonly detail?: string;
  readonly image?: string;
  readonly fix: string;
  /**
   * `starting`: what every pod goes through. `waiting`: it may get well. `failed`: waiting longer does not help.
   */
  readonly severity: "starting" | "waiting" | "failed";
  /** Which log tells more: that of the container as it runs, or as it ended last. */
  readonly log?: "current" | "previous";
}

/** How long a state that sometimes passes may last before it counts as failed. */
const patienceMs = { image: 3 * 60_000, config: 2 * 60_000 };
/** A pod that is younger is starting. */
const startingMs = 60_000;
/** As many ends of a container are no slow start: Kubernetes has waited 10, 20 and 40 s between them. */
const crashLoopRestarts = 3;

const hopelessImage = /not found|manifest unknown|denied|unauthorized|forbidden|invalid|no match for platform/i;

/**
 * What keeps pods from being ready, for each pod that is not.
 *
 * @param now milliseconds since 1970
 */
export function podFindings(pods: readonly Pod[], now: number): PodFinding[] {
  return pods.flatMap((pod) => {
    if (pod.metadata.deletionTimestamp || pod.status.phase === "Succeeded" || isReady(pod)) return [];
    const { name, namespace } = pod.metadata;
    return [{ namespace, pod: name, ...describePod(pod, now) }];
  });
}

const isReady = ({ status }: Pod): boolean =>
  status.conditions.some(({ type, status: value }) => type === "Ready" && value === "True");

type Description = Omit<PodFinding, "pod" | "namespace">;

function describePod(pod: Pod, now: number): Description {
  const { status } = pod;
  const age = ageOf(pod.metadata.creationTimestamp, now);
  if (status.reason === "Evicted") {
    return {
      state: "Evicted",
      detail: status.message,
      fix: "A node lacks memory or disk: kubectl describe node, and npx freehold ledger",
      severity: "waiting",
    };
  }
  const scheduled = status.conditions.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status === "False") return unscheduled(scheduled.reason, scheduled.message, age);
  // An init container keeps back all others.
  const containers = [...status.initContainerStatuses, ...status.containerStatuses];
  const described = containers.flatMap((container) => describeContainer(container, pod, age) ?? []);
  const order = ["failed", "waiting", "starting"];
  const [worst] = described.sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return (
    worst ?? {
      state: status.phase,
      detail: status.message || "no container has been started",
      fix: `kubectl --namespace ${pod.metadata.namespace} describe pod ${pod.metadata.name}`,
      severity: age < startingMs ? "starting" : "waiting",
    }
  );
}

function unscheduled(reason: string, message: string, age: number): Description {
  return {
    state: reason || "Unschedulable",
    detail: message,
    fix: /Insufficient|Too many pods/i.test(message)
      ? "No node has room: npx freehold ledger shows who takes it; lower resources in freehold.config.ts, or remove what is not ours"
      : "No node takes it: kubectl get nodes; is one NotReady or cordoned, or its volume on another node?",
    severity: age < startingMs ? "starting" : "waiting",
  };
}

function describeContainer(container: ContainerStatus, pod: Pod, age: number): Description | undefined {
  const { name, image, ready, state, lastState, restartCount } = container;
  const common = { container: name, image: pod.spec.containers.find((one) => one.name === name)?.image || image };
  const { namespace } = pod.metadata;
  if (ready || (state.terminated && state.terminated.exitCode === 0)) return undefined;

  const ended = state.terminated ?? lastState.terminated;
  if (ended && !state.running)
    return crashed(common, ended, { restartCount, isBackOff: !!state.waiting, namespace, pod });

  const { reason = "", message = "" } = state.waiting ?? {};
  if (/^(ImagePullBackOff|ErrImagePull|InvalidImageName|ErrImageNeverPull|RegistryUnavailable)$/.test(reason)) {
    return {
      ...common,
      state: reason,
      detail: message,
      fix: "Does the image exist, for arm64, and may the cluster read it without a password? At GitHub the package must be public",
      severity:
        reason === "InvalidImageName" || hopelessImage.test(message) || age > patienceMs.image ? "failed" : "waiting",
    };
  }
  if (/^Create(Container|Pod)(Config)?Error$/.test(reason)) {
    return {
      ...common,
      state: reason,
      detail: message,
      fix: missingObject(message, namespace),
      severity: age > patienceMs.config ? "failed" : "waiting",
    };
  }
  if (state.running) return notReady(common, lastState.terminated, { restartCount, age, started: container.started });
  return {
    ...common,
    state: reason || "Waiting",
    ...(message && { detail: message }),
    fix: `kubectl --namespace ${namespace} describe pod ${pod.metadata.name}`,
    severity: age < startingMs || reason === "PodInitializing" ? "starting" : "waiting",
  };
}

function crashed(
  common: { container: string; image: string },
  { exitCode, reason, message }: { exitCode: number; reason: string; message: string },
  { restartCount, isBackOff, pod }: { restartCount: number; isBackOff: boolean; namespace: string; pod: Pod },
): Description {
  const isOutOfMemory = reason === "OOMKilled";
  const isJob = pod.metadata.ownerReferences.some(({ kind }) => kind === "Job");
  return {
    ...common,
    state: isOutOfMemory ? "OOMKilled" : isBackOff ? "CrashLoopBackOff" : "Error",
    detail: `it ended with ${exitCode}${message ? `: ${message.trim()}` : ""}, after ${restartCount} restarts`,
    fix: isOutOfMemory
      ? "It needs more than its memory limit: raise limits.memoryMib of its resources in freehold.config.ts"
      : fixOfExit(exitCode),
    // A Job counts its own tries.
    severity: !isJob && restartCount >= crashLoopRestarts ? "failed" : "waiting",
    log: isBackOff || restartCount > 0 ? "previous" : "current",
  };
}

function fixOfExit(exitCode: number): string {
  if (exitCode === 126 || exitCode === 127)
    return "The image lacks the program, or is for another processor than arm64";
  if (exitCode === 139) return "The program is broken, or for another processor than arm64";
  return "Its last log line says why: most often a secret or an address in .env that is wrong";
}

function notReady(
  common: { container: string; image: string },
  before: { reason: string } | undefined,
  { restartCount, age, started }: { restartCount: number; age: number; started: boolean | null | undefined },
): Description {
  const probe = started === false ? "startup" : "readiness";
  const killed =
    restartCount > 0
      ? `, and it was restarted ${restartCount} times${before?.reason ? ` (${before.reason})` : ""}`
      : "";
  return {
    ...common,
    state: "NotReady",
    detail: `it runs, but its ${probe} probe fails${killed}`,
    fix: "Its last log line says what it waits for: most often the database, the broker or its sidecar",
    severity: restartCount >= crashLoopRestarts ? "failed" : age < startingMs ? "starting" : "waiting",
    log: "current",
  };
}

function missingObject(message: string, namespace: string): string {
  const [, kind, name] = /(secret|configmap) "?([\w./-]+)"? not found/i.exec(message) ?? [];
  if (kind && name) {
    const source = namespaceOwner(name);
    return `The ${kind === "secret" ? "Secret" : "ConfigMap"} ${name} is missing in ${namespace}: ${source}`;
  }
  const [, key, secret] = /couldn't find key (\S+) in Secret (\S+)/i.exec(message) ?? [];
  if (key && secret) return `The Secret ${secret} has no key ${key}: ${namespaceOwner(secret.split("/").at(-1) ?? "")}`;
  if (/runAsNonRoot/.test(message))
    return "The image runs as root, which the cluster refuses: build it with the Dockerfile here";
  return "kubectl describe pod shows what is missing";
}

/** Which stack makes a Secret. */
const namespaceOwner = (secret: string): string =>
  /^(database|redpanda|redis|manual-certificate)$/.test(secret)
    ? "npx freehold deploy platform makes it"
    : "npx freehold deploy apps makes it, platform those of Dapr and the broker";

function ageOf(created: string | undefined, now: number): number {
  const time = Date.parse(created ?? "");
  return Number.isNaN(time) ? 0 : now - time;
}
