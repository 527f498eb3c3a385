import { readFileSync } from "node:fs";
import { usesDatabase, usesEvents } from "../../services/contracts/service-definition";
import { allDefinitions } from "../../services/definitions";
import { checksumAnnotation } from "../../stacks/constructs/kubernetes/checksum";
import { askForAllOfRedpanda, askForEverything } from "../stacks/ask-for-everything";
import { release } from "../stacks/helm";
import { type Attributes, resources, type Synthesised, synthesise } from "../stacks/synthesise";

const page = readFileSync("docs/how-to/rotate-secrets.md", "utf8");
const byDefault = synthesise();
const withoutDapr = synthesise({
  connections: { notifications: { webhook: true } },
  platform: { transport: "kafka" },
});
const other = synthesise(askForEverything);
const stacks = [byDefault, other, synthesise(askForAllOfRedpanda)].flatMap((each) => Object.values(each));

/** What follows a prefix in the page; `<service>` stands for the service backend. */
const named = (prefix: string): string[] =>
  [...page.replaceAll("<service>", "backend").matchAll(new RegExp(`\`${prefix}([\\w-]+)\``, "g"))].flatMap(
    ([, name]) => name ?? [],
  );

test("every variable that the page sets is one that a stack asks for", () => {
  const asked = stacks.flatMap(({ variable = {} }) => Object.keys(variable));
  expect(named("TF_VAR_").length).toBeGreaterThan(3);
  expect(asked).toEqual(expect.arrayContaining(named("TF_VAR_")));
});

test("every secret that a stack asks for has its row", () => {
  const asked = stacks.flatMap(({ variable = {} }) => Object.entries(variable));
  const secret = asked.filter(([, { sensitive }]) => sensitive).map(([name]) => name);
  expect(secret.length).toBeGreaterThan(3);
  expect(named("TF_VAR_")).toEqual(expect.arrayContaining(secret));
});

test("every value that the page replaces is an address of the stack connections", () => {
  const made = [byDefault, other].flatMap(({ connections }) =>
    Object.keys(connections.resource?.random_password ?? {}),
  );
  expect(named("random_password\\.").length).toBeGreaterThan(3);
  expect(made).toEqual(expect.arrayContaining(named("random_password\\.")));
  expect(Object.keys(byDefault.connections.resource?.tls_private_key ?? {})).toEqual(["push-key"]);
  expect(named("tls_private_key\\.")).toEqual(["push-key"]);
});

interface Container {
  env?: { value_from?: { secret_key_ref?: { name: string; key: string } } }[];
}
interface Deployment extends Attributes {
  metadata: { name: string };
  spec: { template: { metadata: { annotations?: Record<string, string> }; spec: { container: Container[] } } };
}
interface Secret extends Attributes {
  metadata: { name: string };
  data: Record<string, string>;
}
const deployments = (...of: Synthesised[]) =>
  of.flatMap((stack) => resources(stack, "kubernetes_deployment_v1") as Deployment[]);

/** The services whose pods are replaced when a value is another. */
const restarted = (apps: Synthesised, value: RegExp): string[] =>
  deployments(apps)
    .filter(({ spec }) => value.test(spec.template.metadata.annotations?.[checksumAnnotation] ?? ""))
    .map(({ metadata }) => metadata.name)
    .sort();
const those = (which: (definition: (typeof allDefinitions)[number]) => boolean) =>
  allDefinitions
    .filter(which)
    .map(({ name }) => name as string)
    .sort();

test.each<[secret: string, says: string, apps: Synthesised, value: RegExp, services: string[]]>([
  ["database password", "services with a pool", byDefault.apps, /database_url/, those(usesDatabase)],
  ["Redpanda password", "all services with events", byDefault.apps, /redpanda_password/, those(usesEvents)],
  [
    "Redis password",
    "all services with a sidecar and redis-exporter",
    other.apps,
    /redis-password/,
    [...those(usesEvents), "redis-exporter"].sort(),
  ],
  ["Redis password", "Redis, then", other.platform, /redis-password/, ["redis"]],
  [
    "signing secret of tokens",
    "backend, websocket",
    byDefault.apps,
    /jwt-secret/,
    those((definition) => definition.authenticates),
  ],
  ["key of push", "notification without Dapr", withoutDapr.apps, /push-key/, ["notification"]],
  ["a sidecar's tokens", "that service", byDefault.apps, /backend-api-token/, ["backend"]],
  ["key of Neon's API", "neon-exporter", other.apps, /neon_api_key/, ["neon-exporter"]],
  ["headers to the collector of traces", "all services", other.apps, /otlp_headers/, those(() => true)],
  ["client at the OpenID provider", "backend", other.apps, /oidc_client_secret/, ["backend"]],
  [
    "webhook of notifications",
    "nothing; notification without Dapr",
    withoutDapr.apps,
    /notification_webhook_url/,
    ["notification"],
  ],
])("another %s restarts %s", (secret, says, apps, value, services) => {
  const row = page.split("\n").find((line) => line.startsWith(`${secret} |`));
  expect(row?.split("|")[3]).toContain(says);
  expect(services.length).toBeGreaterThan(0);
  expect(restarted(apps, value)).toEqual(services);
});

/** What stands in a template of Terraform, such as `var.database_url`. */
const inner = (expression: string): string => expression.replace(/^\$\{(.*)\}$/s, "$1");

test.each([
  ["by default", byDefault],
  ["with everything", other],
])(
  "a pod that reads a Secret into its environment is replaced when the Secret changes, %s",
  (_, { platform, apps }) => {
    const secrets = [platform, apps].flatMap((stack) => resources(stack, "kubernetes_secret_v1") as Secret[]);
    const readers = deployments(platform, apps).flatMap(({ metadata, spec: { template } }) => {
      const checksum = template.metadata.annotations?.[checksumAnnotation];
      const env = template.spec.container.flatMap((container) => container.env ?? []);
      const keys = env.flatMap(({ value_from }) => value_from?.secret_key_ref ?? []);
      return keys.map((key) => ({ ...key, reader: metadata.name, checksum }));
    });
    expect(readers.length).toBeGreaterThan(5);
    for (const { reader, name, key, checksum } of readers) {
      const value = secrets.find(({ metadata }) => metadata.name === name)?.data[key];
      expect({ reader, name, key, checksum }).toMatchObject({
        checksum: expect.stringContaining(inner(value ?? "no such key")),
      });
    }
  },
);

test("so is Grafana, whose chart makes its pod", () => {
  const { set_sensitive } = release(byDefault.platform, "grafana");
  expect(set_sensitive).toEqual([
    {
      name: `podAnnotations.${checksumAnnotation}`,
      value: expect.stringMatching(/sha256\(.*grafana-password/),
      type: "string",
    },
  ]);
});
