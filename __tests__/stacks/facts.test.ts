import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { fileOf, renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import { type NodeRole, nodeRoles } from "../../services/contracts/node-role";
import { defineConfig } from "../../stacks/config";
import { release, values } from "./helm";
import { ref, resource, resources, synthesise } from "./synthesise";

/*
 * What breaks the platform when it is missed: a test for each point that a synth can show. How each part works otherwise
 * is tested in a file of its own.
 */
const stacks = synthesise({ cluster: { domain: "tasks.example.org" } });
const { network, bootstrap, compute, platform } = stacks;
const instances = resources(compute, "oci_core_instance");
const scripts = readdirSync("cloud-init/opt/freehold").map((file) =>
  readFileSync(`cloud-init/opt/freehold/${file}`, "utf8"),
);
const count = (type: string) => Object.values(stacks).flatMap((stack) => resources(stack, type)).length;

const ingress = (group: string, port: number) =>
  Object.entries(network.resource?.oci_core_network_security_group_security_rule ?? {})
    .filter(([id, rule]) => id.startsWith(`security_${group}_`) && JSON.stringify(rule).includes(`"min":${port}}`))
    .map(([, { source }]) => source);

describe("Oracle Cloud", () => {
  test.each(["metadata", "source_details[0].source_id"])(
    "a change of %s, which takes the machine or its disk away, is no plan's",
    (attribute) => {
      const ignored = z.object({ lifecycle: z.object({ ignore_changes: z.array(z.string()) }) });
      expect(instances).toHaveLength(2);
      for (const instance of instances) expect(ignored.parse(instance).lifecycle.ignore_changes).toContain(attribute);
    },
  );

  test("the load balancer's hold on the reserved address is no drift", () => {
    expect(resource(network, "oci_core_public_ip")).toMatchObject({ lifecycle: { ignore_changes: ["private_ip_id"] } });
  });

  test("the quota leaves A1 its cores and memory in the region too, or no machine starts", () => {
    const { statements } = resource(network, "oci_limits_quota");
    for (const kind of ["core", "memory"]) {
      for (const scope of ["", "regional-"]) {
        expect(statements).toContainEqual(
          expect.stringMatching(new RegExp(`^set compute-${kind} quota standard-a1-${kind}-${scope}count to \\d+ in `)),
        );
      }
    }
  });

  test("credentials come from the environment, whose names differ between provider and backend", () => {
    const state = { backend: "oci", bucket: "states", namespace: "examplens", region: "eu-frankfurt-1" } as const;
    const { network: remote } = synthesise({ state });
    expect(Object.keys(remote.terraform.backend.oci ?? {}).sort()).toEqual(["bucket", "key", "namespace", "region"]);
    expect(remote).toMatchObject({ provider: { oci: [{ region: ref("var.region") }] } });
    // Neither OpenTofu nor an older Terraform has the backend.
    expect(remote.terraform).toMatchObject({ required_version: ">= 1.12" });
  });

  test("a free account has two networks, one gateway, one reserved address, one load balancer and no NAT", () => {
    expect(count("oci_core_vcn")).toBe(1);
    expect(count("oci_core_internet_gateway")).toBe(1);
    expect(count("oci_core_public_ip")).toBe(1);
    expect(count("oci_network_load_balancer_network_load_balancer")).toBe(1);
    expect(count("oci_core_nat_gateway")).toBe(0);
    for (const instance of instances)
      expect(instance).toMatchObject({ create_vnic_details: { assign_public_ip: "true" } });
  });

  test("a node admits clients by their own addresses, and the API's only from administrators", () => {
    expect(ingress("ingress", 80)).toEqual(["0.0.0.0/0"]);
    expect(ingress("ingress", 443)).toEqual(["0.0.0.0/0"]);
    for (const group of ["nodes", "ingress", "control-plane", "load-balancer"])
      expect(ingress(group, 6443)).not.toContain("0.0.0.0/0");
    expect(ingress("control-plane", 6443)).toContain(ref("var.admin_cidr"));
    expect(ingress("load-balancer", 6443)).toEqual([ref("var.admin_cidr")]);
  });
});

describe("k3s", () => {
  let rendered: Awaited<ReturnType<typeof renderBootstrap>>;
  beforeAll(async () => {
    rendered = await renderBootstrap(bootstrap);
  });
  const variable = (role: NodeRole, name: string) =>
    new RegExp(`^${name}='(.*)'$`, "m").exec(fileOf(rendered[role], "/etc/freehold/node.env"))?.[1] ?? "";

  test("the API's certificate names the load balancer, since a machine's own address is not known yet", () => {
    expect(variable("server", "TLS_SANS").split(" ")).toEqual(["203.0.113.9", "tasks.example.org"]);
  });

  test("authorities never renew, and fit with all else into 32,000 bytes of metadata", () => {
    for (const authority of resources(bootstrap, "tls_self_signed_cert")) {
      expect(authority).not.toHaveProperty("early_renewal_hours");
    }
    for (const role of nodeRoles) expect(rendered[role].userData.length).toBeLessThan(32_000);
  });

  test("pods reach no metadata service, which hands out the authorities' keys, but the resolver beside it", () => {
    expect(variable("server", "POD_CIDR")).toBe("10.42.0.0/16");
    const rules = fileOf(rendered.agent, "/opt/freehold/firewall.sh");
    expect(rules).toMatch(
      /--source "\$POD_CIDR" --destination 169\.254\.169\.254 --protocol tcp --dport 80 --jump DROP/,
    );
    for (const instance of instances) {
      expect(instance).toMatchObject({ instance_options: { are_legacy_imds_endpoints_disabled: true } });
    }
  });

  test("Oracle's REJECT rules go, the rest of its rules stays, and no front end of iptables comes", () => {
    expect(fileOf(rendered.server, "/opt/freehold/firewall.sh")).toContain("for chain in INPUT FORWARD");
    for (const script of scripts) expect(script).not.toMatch(/\bufw\b|iptables-save|--flush|netfilter-persistent/);
  });

  test("the cloud controller stays, since it is the one that serves 80 and 443", () => {
    expect(fileOf(rendered.server, "/opt/freehold/configure-k3s.sh")).not.toMatch(/disable-cloud-controller|^disable/m);
  });

  test("what k3s was measured to use with etcd is kept back from pods", () => {
    const { nodes } = defineConfig({});
    expect(nodes.server.kubeReserved.memoryMib).toBeGreaterThanOrEqual(1450);
    expect(nodes.server.kubeReserved.cpuMillis).toBeGreaterThanOrEqual(250);
    expect(nodes.agent.kubeReserved.memoryMib).toBeGreaterThanOrEqual(275);
  });

  test("every eviction threshold is set, memory's too, which k3s leaves out", () => {
    for (const role of nodeRoles) {
      const thresholds = variable(role, "EVICTION_HARD")
        .split(",")
        .map((threshold) => threshold.split("<")[0]);
      expect(thresholds).toEqual(["memory.available", "nodefs.available", "imagefs.available"]);
    }
  });

  test("the client's address survives: kept by the load balancer, by Traefik's Service, by nodes without outside addresses", () => {
    for (const backendSet of resources(network, "oci_network_load_balancer_backend_set")) {
      expect(backendSet).toMatchObject({ is_preserve_source: true });
    }
    expect(traefik()).toMatchObject({ service: { spec: { externalTrafficPolicy: "Local" } } });
    for (const script of scripts) expect(script).not.toContain("node-external-ip");
    // A node without Traefik hands connections on, under the address of a pod of its own.
    const { nodeSelector } = traefik();
    expect(nodeSelector).toEqual({ "node-role.kubernetes.io/control-plane": "true" });
    for (const { target_id } of resources(compute, "oci_network_load_balancer_backend")) {
      expect(target_id).toMatch(/oci_core_instance\.server_instance_/);
    }
  });

  test("keys that Traefik's chart would overlook stand where it reads them", () => {
    expect(traefik()).not.toHaveProperty("service.externalTrafficPolicy");
    expect(traefik()).not.toHaveProperty("service.type");
  });

  test("one Traefik has the file of certificates, on the node with its volume", () => {
    expect(traefik()).toMatchObject({ deployment: { replicas: 1 }, persistence: { enabled: true } });
    expect(traefik()).toHaveProperty("nodeSelector");
  });
});

describe("the platform", () => {
  test("plans custom resources without a cluster: none is a kubernetes_manifest", () => {
    expect(count("kubernetes_manifest")).toBe(0);
    expect(count("helm_release")).toBeGreaterThan(0);
  });

  const redis = synthesise({ connections: { broker: "redis" } }).platform;

  test.each([
    ["Redpanda", platform],
    ["Redis", redis],
  ])("with %s, an unacknowledged event is redelivered without end, before any dead letter", (_, stack) => {
    const [resiliency] = components(stack).filter(({ kind }) => kind === "Resiliency");
    expect(resiliency?.spec).toMatchObject({
      policies: { retries: { untilHandled: { maxRetries: -1 } } },
      targets: {
        components: {
          pubsub: { inbound: { retry: "untilHandled" } },
          "pubsub-broadcast": { inbound: { retry: "untilHandled" } },
        },
      },
    });
    for (const { spec } of components(stack).filter(({ kind }) => kind === "Subscription")) {
      expect(spec.deadLetterTopic).toBe(`${spec.topic}.dlq`);
    }
  });

  test("Redis Streams are worked off by one worker a sidecar, which keeps their order", () => {
    expect(metadata(redis, "pubsub")).toMatchObject({ concurrency: "1" });
    expect(metadata(redis, "pubsub-broadcast")).toMatchObject({ concurrency: "1" });
  });

  test("Kafka is spoken with a mechanism that Dapr does not take for none, over TLS, from the oldest event on", () => {
    const settings = metadata(platform, "pubsub");
    expect(settings).toMatchObject({ authType: "password", initialOffset: "oldest" });
    expect(settings.saslMechanism).toMatch(/^SHA-(256|512)$/);
    expect(settings).not.toHaveProperty("disableTls");
  });

  test("Kafka's own retries, which would skip an event once they end, are left without an end", () => {
    for (const name of ["pubsub", "pubsub-broadcast"]) {
      const settings = metadata(platform, name);
      expect(settings).toMatchObject({ authType: "password" });
      for (const key of ["backOffMaxRetries", "consumeRetryEnabled"]) expect(settings).not.toHaveProperty(key);
    }
  });

  test("no sidecar wakes the database to clean up", () => {
    const { platform: withWebhook } = synthesise({ connections: { notifications: { webhook: true } } });
    expect(metadata(withWebhook, "statestore")).toMatchObject({ cleanupInterval: "-1" });
  });

  test("Dapr comes without scheduler and actors, restarts pods without a sidecar, and has a root of ours", () => {
    const dapr = release(platform, "dapr");
    expect(values(dapr)).toMatchObject({
      global: { scheduler: { enabled: false }, actors: { enabled: false } },
      dapr_operator: { watchInterval: expect.stringMatching(/^[1-9]\d*s$/) },
    });
    const set = z.object({ set_sensitive: z.array(z.object({ name: z.string() })) }).parse(dapr).set_sensitive;
    expect(set.map(({ name }) => name)).toEqual(
      ["root.certPEM", "issuer.certPEM", "issuer.keyPEM"].map((part) => `dapr_sentry.tls.${part}`),
    );
  });

  test("the API server reaches the webhooks of Dapr, which would fail open", () => {
    const policies = Object.values(platform.resource?.kubernetes_network_policy_v1 ?? {}).map((it) =>
      JSON.stringify(it),
    );
    const [webhooks] = policies.filter((text) => text.includes('"4000"'));
    expect(webhooks).toContain('"19443"');
    expect(webhooks).toContain('"cidr":"10.0.0.0/24"');
  });

  test("topics and their dead letters are made by us, since Redpanda makes none", () => {
    expect(resource(stacks.apps, "kubernetes_job_v1", "topics")).toBeDefined();
  });

  test("takes Grafana from where its chart lives now", () => {
    expect(release(platform, "grafana").repository).toBe("https://grafana-community.github.io/helm-charts");
  });
});

function traefik(): { nodeSelector?: unknown } {
  const schema = z.object({ manifests: z.array(z.object({ kind: z.string(), spec: z.looseObject({}) })) });
  const { manifests } = schema.parse(values(release(platform, "freehold-traefik")));
  const config = z
    .object({ valuesContent: z.string() })
    .parse(manifests.find(({ kind }) => kind === "HelmChartConfig")?.spec);
  return JSON.parse(config.valuesContent);
}

type Component = { kind: string; metadata: { name: string }; spec: Record<string, unknown> };

/** Dapr's resources, as the platform's own chart gets them. */
function components(stack: typeof platform): Component[] {
  const schema = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }), spec: z.looseObject({}) });
  return z.object({ manifests: z.array(schema) }).parse(values(release(stack, "dapr-components"))).manifests;
}

/** What a component is set to, by name. */
function metadata(stack: typeof platform, name: string): Record<string, unknown> {
  const found = components(stack).find((one) => one.kind === "Component" && one.metadata.name === name);
  const settings = z.array(z.object({ name: z.string(), value: z.unknown().optional() })).parse(found?.spec.metadata);
  return Object.fromEntries(settings.map(({ name: key, value }) => [key, value]));
}
