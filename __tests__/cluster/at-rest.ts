import { z } from "zod";
import { jobs } from "../../dashboards/jobs";
import { nodeRoles } from "../../services/contracts/node-role";
import { describePod, isReady, podsOf, warnings } from "./pods";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

/** Warnings that a sound start brings, each with its reason. */
const expected: [pattern: RegExp, reason: string][] = [
  [/^(Unhealthy|ProbeWarning) /, "A container that starts answers no probe yet, and one that stops none any more"],
  [/^FailedScheduling .*(persistent volumes|node\(s\))/, "A pod waits until its volume or its node is there"],
  [
    /^FailedMount .*not registered|^FailedMount .*failed to sync/,
    "A kubelet learns of a new Secret a moment after the pod",
  ],
  [
    /^FailedMount .*no relationship found between node/,
    "The API server learns a moment after the kubelet that a pod is on its node, and so which volumes the node may read",
  ],
  [
    /^BackOff Pod\/dapr-.*_dapr-system\(/,
    "Helm makes Dapr's Configuration last, and its control plane ends until it is there; every pod is ready by now",
  ],
  [
    /^FailedMount .*configmap "kube-root-ca\.crt" not found/,
    "The controller manager writes a namespace's root certificate a moment after its first pods; without it none is ever ready",
  ],
  [
    /^(FailedGetContainerResourceMetric|FailedGetResourceMetric|FailedComputeMetricsReplicas|FailedGetScale) /,
    "An autoscaler starts before there are metrics",
  ],
  [/^(InvalidDiskCapacity|Rebooted|NodeNotReady) /, "A node starts"],
  [
    /^FailedTo(Create|Update)Endpoint .*(already exists|the object has been modified)/,
    "The endpoints controller meets its own last write, which its cache does not have yet, and tries again",
  ],
  [/^DNSConfigForming /, "The node's name server has no search list"],
  [/^CgroupV1 /, "The computer has control groups of version 1; the cloud's Ubuntu has version 2"],
  [/^CIDRNotAvailable /, "Addresses of pods are given to the nodes by their configuration"],
];

/** What holds when the platform has started and no user has asked anything of it. */
export function atRest(rehearsed: () => Rehearsed): void {
  test("every pod is ready, and none has restarted", async () => {
    const { kubectl } = rehearsed();
    await until("every pod is ready", async () => (await running(rehearsed())).every(isReady), 180);
    // They end until Dapr's Configuration is there: see the list above.
    const pods = (await podsOf(kubectl)).filter(({ metadata }) => metadata.namespace !== "dapr-system");
    const troubled = pods.filter(({ status }) =>
      [...status.containerStatuses, ...status.initContainerStatuses].some(({ restartCount }) => restartCount > 0),
    );
    expect(troubled.map(describePod)).toEqual([]);
    const services = pods.filter(({ metadata }) => metadata.namespace === "freehold");
    expect(services.length).toBeGreaterThan(8);
  });

  test("warns of nothing that is not on the list with reasons", async () => {
    const unknown = (await warnings(rehearsed().kubectl)).filter(
      (line) => !expected.some(([pattern]) => pattern.test(line)),
    );
    expect(unknown).toEqual([]);
  });

  test("Prometheus finds every kind of target by Kubernetes' service discovery, and reaches each", async () => {
    const path = "/api/v1/namespaces/monitoring/services/prometheus-server:80/proxy/api/v1/targets?state=active";
    await until("every target is up", async () => {
      const { data } = targetsSchema.parse(JSON.parse(await rehearsed().kubectl.read(["get", "--raw", path])));
      const found = new Set(data.activeTargets.map(({ labels }) => labels.job));
      return expectedJobs.every((job) => found.has(job)) && data.activeTargets.every(({ health }) => health === "up");
    });
  });

  test("the weekly clean-up runs to its end", async () => {
    const { kubectl } = rehearsed();
    await kubectl.read(["create", "job", "-n", "freehold", "clean-up-now", "--from=cronjob/clean-up"]);
    const isComplete = ["wait", "-n", "freehold", "--for=condition=Complete", "job/clean-up-now"];
    await kubectl.read(["--request-timeout=0", ...isComplete, "--timeout=180s"]);
    await kubectl.read(["delete", "job", "-n", "freehold", "clean-up-now"]);
  });

  test("runs pods on both nodes", async () => {
    const nodes = (await running(rehearsed())).map(({ spec }) => spec.nodeName);
    for (const role of nodeRoles) expect(nodes).toContain(rehearsed().cluster.nodeName(role));
  });
}

/** Redpanda is not the broker here. */
const { redpanda: _redpanda, ...ownJobs } = jobs;
const expectedJobs = Object.values(ownJobs);

const targetsSchema = z.object({
  data: z.object({
    activeTargets: z.array(z.object({ labels: z.object({ job: z.string() }), health: z.string() })),
  }),
});

/** The pods that go on running, without those of jobs that are done. */
const running = async ({ kubectl }: Rehearsed) =>
  (await podsOf(kubectl)).filter(({ status, metadata }) => status.phase !== "Succeeded" && !metadata.deletionTimestamp);
