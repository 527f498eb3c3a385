import { chmodSync, mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { nodeRoles } from "../../../services/contracts/node-role";
import type { Config } from "../../../stacks/config";
import { controlPlane } from "../../../stacks/constructs/kubernetes/node-preference";
import type { Kubectl } from "../../operations/kubectl";
import type { RehearsalCluster } from "../cluster/cluster";
import type { PlatformImageName } from "../images/catalogue";
import type { WrittenImage } from "../images/write-image";
import { acmeDirectory } from "../outside/acme";
import { apply, waitFor } from "../platform/apply";
import type { RehearsalProgram } from "../programs";
import { coredns } from "./coredns";
import { metricsServer } from "./metrics-server";
import { object, system } from "./object";
import { objectsOf } from "./objects-of";
import { storage, volumeFolders } from "./storage";
import { traefik } from "./traefik";

/** Where k3s's local-path keeps its volumes, below /var/lib. */
const volumes = "rancher/k3s/storage";

export interface SystemProps {
  cluster: RehearsalCluster;
  kubectl: Kubectl;
  programs: Record<RehearsalProgram, string>;
  images: Record<PlatformImageName, WrittenImage>;
  config: Config;
}

/** Waits for the nodes and creates what k3s ships: name service, metrics, storage, Traefik. */
export async function startSystem({ cluster, kubectl, programs, images, config }: SystemProps): Promise<void> {
  const nodes = nodeRoles.map((role) => cluster.nodeName(role));
  await until("the nodes are ready", async () => {
    const args = [
      "get",
      "nodes",
      "-o",
      `jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].status} {end}`,
    ];
    const { output } = await kubectl.run(args);
    return output.trim() === nodes.map(() => "True").join(" ");
  });
  for (const role of nodeRoles)
    for (const folder of volumeFolders(cluster.nodes[role].file("var-lib", volumes))) makeVolume(folder);
  await kubectl.read(["label", "node", cluster.nodeName("server"), `${controlPlane}=true`, "--overwrite"]);
  await apply(kubectl, [...objectsOf(programs["traefik-crds"]), ...objectsOf(programs["k3s-crds"])]);
  const started = [...coredns(images.coredns.name), ...metricsServer(images["metrics-server"].name)];
  await apply(kubectl, [...started, ...storage(nodes, `/var/lib/${volumes}`)]);
  await apply(kubectl, traefik({ config, image: images.traefik.name, acmeDirectory }));
  const address = cluster.address("server");
  await kubectl.read([
    ...["patch", "service", "traefik", "-n", system, "--subresource=status", "--type=merge"],
    ...["-p", JSON.stringify({ status: { loadBalancer: { ingress: [{ ip: address, ipMode: "VIP" }] } } })],
  ]);
  const awaited = [...started, object("apps/v1", "Deployment", "traefik", {})].filter(
    ({ kind }) => kind === "Deployment",
  );
  await Promise.all(awaited.map((each) => waitFor(kubectl, each)));
}

/** Gives Traefik the values of a configuration, as k3s does when its HelmChartConfig changes, and waits for its pod. */
export async function deployTraefik(props: { kubectl: Kubectl; config: Config; image: string }): Promise<void> {
  const objects = traefik({ ...props, acmeDirectory });
  await apply(props.kubectl, objects);
  for (const object of objects.filter(({ kind }) => kind === "Deployment")) await waitFor(props.kubectl, object);
}

/** A folder for a volume, open to every user as local-path makes it. */
function makeVolume(folder: string): void {
  mkdirSync(folder, { recursive: true });
  // mkdir leaves out what the mask of the process forbids.
  chmodSync(folder, 0o777);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 300_000; Date.now() < end; await sleep(200)) if (await holds()) return;
  throw new Error(`Waited five minutes in vain until ${what}`);
}
