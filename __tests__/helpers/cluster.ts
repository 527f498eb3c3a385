import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import { Sandbox } from "../cloud-init/sandbox";
import { synthesise } from "../stacks/synthesise";
import { Submitter } from "./dry-run";
import { type KubernetesClient, kubernetesClient, startApiServer } from "./kube-apiserver";
import { objectSchema } from "./pods";
import { until } from "./until";

export interface Cluster {
  /** As the administrator. */
  client: KubernetesClient;
  submitter: Submitter;
  /** The administrator's kubeconfig, with the port that the API server has here. */
  kubeconfig: string;
  /** Where its datastore answers. */
  etcdUrl: string;
  stop(): Promise<void>;
}

/** A real API server with the identity and the arguments of the stack bootstrap; nothing runs on it. */
export async function startCluster(programs: { etcd: string; "kube-apiserver": string }): Promise<Cluster> {
  const rendered = await renderBootstrap(synthesise().bootstrap, { loadBalancerIp: "127.0.0.1" });
  const machine = new Sandbox().install(rendered.server);
  const { status, output } = machine.run("/opt/freehold/configure-k3s.sh");
  if (status !== 0) throw new Error(output);
  const kubeconfig = rendered.output("kubeconfig");
  const server = await startApiServer(
    programs,
    machine,
    async (port) => (await kubernetesClient(kubeconfig, port).call("GET", "/readyz")).status === 200,
  );
  const client = kubernetesClient(kubeconfig, server.port);
  return {
    client,
    submitter: new Submitter(client),
    kubeconfig: kubeconfig.replace(/(https:\/\/127\.0\.0\.1):\d+/, `$1:${server.port}`),
    etcdUrl: server.etcdUrl,
    stop: async () => {
      await server.stop();
      machine.remove();
    },
  };
}

const definitionSchema = z.object({
  spec: z.object({ group: z.string(), versions: z.array(z.object({ name: z.string(), served: z.boolean() })) }),
});

/** Makes the kinds that files define, and waits until they are served. */
export async function defineKinds({ client, submitter }: Cluster, files: string[]): Promise<void> {
  const definitions = files.flatMap(readObjects);
  for (const definition of definitions) {
    const { status, body } = await submitter.create(definition);
    if (status !== 201) throw new Error(`${definition.metadata.name} is refused: ${JSON.stringify(body)}`);
  }
  const served = definitions.flatMap((definition) => {
    const { group, versions } = definitionSchema.parse(definition).spec;
    return versions.filter(({ served }) => served).map(({ name }) => `/apis/${group}/${name}`);
  });
  for (const group of new Set(served)) {
    await until(`${group} is served`, async () => (await client.call("GET", group)).status === 200);
  }
}

const readObjects = (file: string): KubernetesObject[] =>
  parseAllDocuments(readFileSync(file, "utf8"))
    .map((document) => document.toJS())
    .filter((document) => document !== null)
    .map((document) => objectSchema.parse(document));
