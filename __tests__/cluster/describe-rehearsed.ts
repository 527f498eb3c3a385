import type { ComponentName } from "../../scripts/components/find";
import { describeReal } from "../helpers/real";
import { diagnosis } from "./diagnosis";
import { type Rehearsed, startRehearsed } from "./rehearsed";
import { explainWith } from "./until";

/** What a cluster with the platform on it is made of. */
const componentsOfCluster = [
  ...(["kubelet", "kube-apiserver", "kube-proxy", "kube-router", "containerd", "coredns", "daprd", "traefik"] as const),
  ...(["metrics-server", "helm", "redis", "prometheus-kubernetes", "pebble"] as const),
] as const;

/**
 * A suite on a cluster with the platform, which starts before its first test and ends after its last.
 * @param also what it needs beside the cluster
 * @param body gets the place of each component of `also`
 */
export function describeRehearsed<Name extends ComponentName>(
  title: string,
  also: readonly Name[],
  body: (rehearsed: () => Rehearsed, places: Record<Name, string>) => void,
): void {
  describeReal(title, [...componentsOfCluster, ...also], (places) => {
    let rehearsed: Rehearsed;
    beforeAll(async () => {
      rehearsed = await startRehearsed({ connections: { broker: "redis", notifications: { webhook: true } } });
      explainWith(() => diagnosis(rehearsed));
    });
    afterAll(() => rehearsed?.stop());
    body(() => rehearsed, places);
  });
}
