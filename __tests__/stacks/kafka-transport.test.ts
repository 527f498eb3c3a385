import { parse } from "yaml";
import { z } from "zod";
import { allDefinitions } from "../../services/definitions";
import { defineConfig } from "../../stacks/config";
import { connectionUse } from "../../stacks/guards/connections";
import { projectedSize } from "../../stacks/guards/database-size";
import { planWarnings } from "../../stacks/guards/warnings";
import { deploymentOf, withSidecar as withEvents } from "./deployment";
import { release, values } from "./helm";
import { resource, resources, synthesise } from "./synthesise";

const email = { host: "smtp.example.org", from: "freehold@example.org", to: "ann@example.com" };
const input = {
  connections: { notifications: { webhook: true, email } },
  platform: { transport: "kafka" },
} as const;
const stacks = synthesise(input);
const { connections, platform, apps } = stacks;
const template = (name: string) => deploymentOf(apps, name).spec.template;
const fromSecret = (name: string, key: string) => ({ value_from: { secret_key_ref: { name, key } } });

test("no stack has anything of Dapr", () => {
  const text = JSON.stringify(stacks);
  for (const word of ["dapr.io/", "dapr-system", "DAPR_", "APP_API_TOKEN", "daprd", "dapr_"])
    expect({ word, found: text.includes(word) }).toEqual({ word, found: false });
  const releases = resources(platform, "helm_release").map(({ name }) => name);
  expect(releases.sort()).toEqual(["freehold-traefik", "grafana", "prometheus"]);
});

test("no certificate and no token is made for sidecars", () => {
  expect(Object.keys(platform.resource ?? {}).filter((type) => type.startsWith("tls_"))).toEqual([]);
  expect(Object.keys(connections.resource?.random_password ?? {})).toEqual(["grafana-password", "jwt-secret"]);
});

test.each(withEvents)("%s is told how to reach the broker, by TLS and with the user of a Secret", (name) => {
  expect(template(name).spec.container[0].env).toEqual(
    expect.arrayContaining([
      { name: "FREEHOLD_TRANSPORT", value: "kafka" },
      { name: "KAFKA_BROKERS", ...fromSecret("redpanda", "brokers") },
      { name: "KAFKA_USERNAME", ...fromSecret("redpanda", "username") },
      { name: "KAFKA_PASSWORD", ...fromSecret("redpanda", "password") },
      { name: "KAFKA_MECHANISM", value: "scram-sha-256" },
      { name: "KAFKA_TLS", value: "true" },
    ]),
  );
});

test.each(withEvents)("%s may reach the broker", (name) => {
  const { labels } = template(name).metadata;
  expect(labels).toMatchObject({ "freehold/broker": "true" });
  expect(Object.keys(labels)).not.toContain("freehold/dapr");
});

test("the broker's policy opens its port to the internet, and no policy opens Dapr's", () => {
  expect(resource(apps, "kubernetes_network_policy_v1", "network_broker")).toMatchObject({
    spec: {
      pod_selector: { match_labels: { "freehold/broker": "true" } },
      egress: [{ to: [{ ip_block: { cidr: "0.0.0.0/0" } }], ports: [{ port: "9092" }] }],
    },
  });
  expect(resource(apps, "kubernetes_network_policy_v1", "network_metrics")).toMatchObject({
    spec: { ingress: [{ ports: [{ port: "8080" }] }] },
  });
});

test("the page, which has no events, is told nothing of a broker", () => {
  expect(JSON.stringify(template("frontend"))).not.toMatch(/KAFKA|FREEHOLD_TRANSPORT|freehold\/broker/);
});

test("notification reads its secrets from its environment and keeps its claims in the inbox", () => {
  const { spec } = template("notification");
  const env = spec.container[0].env;
  expect(env).toEqual(
    expect.arrayContaining([
      { name: "NOTIFICATION_WEBHOOK_URL", ...fromSecret("notification", "webhook-url") },
      { name: "NOTIFICATION_SMTP_USERNAME", ...fromSecret("notification", "smtp-username") },
      { name: "NOTIFICATION_SMTP_PASSWORD", ...fromSecret("notification", "smtp-password") },
    ]),
  );
  expect(env.map(({ name }) => name)).not.toContain("FREEHOLD_IDEMPOTENCY");
  expect(spec.automount_service_account_token).toBe(false);
  expect(resources(apps, "kubernetes_role_v1")).toEqual([]);
});

test("another webhook or another broker replaces the pods that read it when they start", () => {
  const checksum = (name: string) => JSON.stringify(template(name).metadata.annotations);
  expect(checksum("notification")).toContain("notification_webhook_url");
  expect(checksum("audit-consumer")).toContain("redpanda_password");
  expect(checksum("audit-consumer")).not.toContain("notification_webhook_url");
});

test("no sidecar and no control plane is counted", () => {
  const quota = (stack: typeof platform) =>
    z
      .object({ spec: z.object({ hard: z.record(z.string(), z.string()) }) })
      .parse(resource(stack, "kubernetes_resource_quota_v1")).spec.hard;
  const memory = (stack: typeof platform) => Number.parseInt(quota(stack)["requests.memory"] ?? "", 10);
  // Operator, sentry and injector, and the second pod that each has during an update.
  expect(memory(platform) - memory(synthesise().platform)).toBe(3 * 2 * 48);
});

test("Prometheus scrapes and alerts on services alone, and Grafana shows no panel of Dapr", () => {
  const { extraScrapeConfigs, serverFiles } = values(release(platform, "prometheus"));
  const jobs = z.array(z.object({ job_name: z.string() })).parse(parse(String(extraScrapeConfigs)));
  expect(jobs.map(({ job_name }) => job_name).filter((name) => name.startsWith("dapr"))).toEqual([]);
  expect(JSON.stringify(serverFiles)).not.toMatch(/dapr|sidecar/i);
  const shown = JSON.stringify(resource(platform, "kubernetes_config_map_v1", "grafana"));
  expect(shown).not.toMatch(/dapr_|daprd|sidecar|State store/);
});

test("the database has no connections of sidecars, and the inbox has the claims of side effects", () => {
  const [kafka, dapr] = [defineConfig(input), defineConfig({ connections: input.connections })];
  const connectionsOf = (config: typeof kafka) =>
    connectionUse(config, allDefinitions).find(({ name }) => name === "apps.services.notification")?.most;
  expect([connectionsOf(kafka), connectionsOf(dapr)]).toEqual([(2 + 1) * 3, (2 + 1) * (3 + 2)]);
  const rows = (config: typeof kafka, name: string) =>
    projectedSize(config, allDefinitions).find(({ table }) => table === name)?.bytes ?? 0;
  expect(rows(kafka, "state")).toBe(0);
  expect(rows(kafka, "inbox")).toBeGreaterThan(rows(dapr, "inbox"));
});

test("a synth does not miss Redpanda's metrics: the services measure their lag themselves", () => {
  expect(planWarnings(defineConfig(input))).toEqual([]);
  expect(planWarnings(defineConfig({}))).toEqual([expect.stringContaining("RedpandaLag")]);
});
