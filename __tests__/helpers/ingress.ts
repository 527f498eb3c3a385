import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { allServices } from "../../services/all";
import { type RunningHost, startHost } from "../../services/runtime/host/host";
import type { Service } from "../../services/runtime/host/service";
import { readSettings } from "../../services/runtime/settings/settings";
import type { ConfigInput } from "../../stacks/config";
import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import { platformResources } from "../guards/platform-resources";
import { jwtSecret } from "./backend";
import { type Cluster, defineKinds, startCluster } from "./cluster";
import { silent } from "./database";
import type { ServerCertificate } from "./server-certificate";

/** A request as it reached a service. */
export interface Received {
  service: string;
  url: string;
  headers: IncomingHttpHeaders;
}

/** An API server that has what the stacks make for the ingress, with real services behind it. */
export interface Ingress {
  kubeconfig: string;
  /** Makes the cluster what a configuration says. Answers what the stack platform sets of Traefik's chart. */
  configure(input: ConfigInput, certificate?: ServerCertificate["pem"]): Promise<unknown>;
  /** What has reached the services so far. */
  received: Received[];
  stop(): Promise<void>;
}

const routed = allServices.filter(({ definition }) => definition.routes.length > 0);
const traefikKinds = ["Middleware", "IngressRoute", "TLSStore"];

export async function startIngress(
  programs: { etcd: string; "kube-apiserver": string; "traefik-crds": string },
  databaseUrl: string,
): Promise<Ingress> {
  const cluster = await startCluster(programs);
  const received: Received[] = [];
  const hosts: RunningHost[] = [];
  const stop = async () => {
    for (const host of hosts) await host.stop();
    await cluster.stop();
  };
  try {
    await defineKinds(cluster, [programs["traefik-crds"]]);
    await make(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespaces.apps } });
    for (const service of routed) {
      const host = await startService(service, databaseUrl, received);
      hosts.push(host);
      await putEndpoints(cluster.etcdUrl, service.definition.name, Number(new URL(host.url).port));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    kubeconfig: cluster.kubeconfig,
    received,
    stop,
    configure: async (input, certificate) => {
      const { resources } = platformResources(input);
      const platform = stackManifests("platform", resources).objects;
      const apps = stackManifests("apps", resources).objects;
      const names = routed.map(({ definition }) => definition.name as string);
      const services = apps.filter(({ kind, metadata }) => kind === "Service" && names.includes(metadata.name));
      const own = [...platform, ...apps].filter(({ kind }) => traefikKinds.includes(kind));
      for (const object of [...services, ...own]) await make(cluster, object);
      if (certificate) await make(cluster, manualSecret(platform, certificate));
      return chartValues(platform);
    },
  };
}

async function make({ submitter }: Cluster, object: KubernetesObject): Promise<void> {
  const { status, body } = await submitter.replace(object);
  if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name} is refused: ${JSON.stringify(body)}`);
}

/** A service as its pod would run it, on a port of its own. */
async function startService(service: Service, databaseUrl: string, received: Received[]): Promise<RunningHost> {
  const host = await startHost({
    services: [service],
    settings: readSettings({ DATABASE_URL: databaseUrl, PORT: "0", JWT_SECRET: jwtSecret }),
    logger: silent,
  });
  for (const event of ["request", "upgrade"]) {
    host.http.server.on(event, ({ url = "", headers }) =>
      received.push({ service: service.definition.name, url, headers }),
    );
  }
  return host;
}

/**
 * Says where a service is, as Kubernetes' controller of endpoints would. It is written straight into the datastore: the
 * API server refuses, rightly, that a pod has the address 127.0.0.1.
 */
async function putEndpoints(etcdUrl: string, service: string, port: number): Promise<void> {
  const name = `${service}-here`;
  const slice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name, namespace: namespaces.apps, labels: { "kubernetes.io/service-name": service } },
    addressType: "IPv4",
    endpoints: [{ addresses: ["127.0.0.1"], conditions: { ready: true, serving: true, terminating: false } }],
    ports: [{ name: "http", port, protocol: "TCP" }],
  };
  const encoded = (text: string) => Buffer.from(text).toString("base64");
  const key = encoded(`/registry/endpointslices/${namespaces.apps}/${name}`);
  const response = await fetch(`${etcdUrl}/v3/kv/put`, {
    method: "POST",
    body: JSON.stringify({ key, value: encoded(JSON.stringify(slice)) }),
  });
  if (!response.ok) throw new Error(`etcd answers ${response.status}: ${await response.text()}`);
}

function manualSecret(platform: KubernetesObject[], { certificate, key }: ServerCertificate["pem"]): KubernetesObject {
  const secret = platform.find(({ kind, type }) => kind === "Secret" && type === "kubernetes.io/tls");
  if (!secret) throw new Error("the stack platform makes no Secret for a certificate");
  return { ...secret, stringData: { "tls.crt": certificate, "tls.key": key } };
}

const helmChartConfigSchema = z.object({ spec: z.object({ valuesContent: z.string() }) });

function chartValues(platform: KubernetesObject[]): unknown {
  const config = platform.find(({ kind }) => kind === "HelmChartConfig");
  return JSON.parse(helmChartConfigSchema.parse(config).spec.valuesContent);
}
