import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { planProblems, type SynthesizedPlan, synthesizedPlan } from "../../stacks/guards";
import { replaceIn } from "./platform-resources";

/** The plan of all stacks, as `npm run synth` makes it. */
function plan(input: ConfigInput = {}): SynthesizedPlan {
  const config = defineConfig(input);
  const app = new App({ outdir: "cdktf.out" });
  addStacks(app, { config, pins: readPins() });
  return synthesizedPlan(app, config);
}

/** With a channel of notifications, which is what Dapr's state store is for. */
const good = plan({ connections: { notifications: { webhook: true } } });

const onRedis = plan({ connections: { broker: "redis" } });
const redis = "platform/redis/deployment";

/** The same plan with a text of one resource replaced; fails when the text is not there. */
const withText = (path: string, text: string, replacement: string) => (): SynthesizedPlan => ({
  ...good,
  resources: replaceIn(good.resources, path, text, replacement),
});

/** The same in the values of a chart, which are JSON in a string. */
const withValue = (path: string, text: string, replacement: string) =>
  withText(path, JSON.stringify(text).slice(1, -1), JSON.stringify(replacement).slice(1, -1));

const components = "platform/dapr-components/release";
const backend = "apps/backend/deployment";

test.each([
  ["Redpanda", good],
  ["Redis", onRedis],
])("the platform as it is has none of these, with %s", (_, one) => expect(planProblems(one)).toEqual([]));

/**
 * What is known to go wrong with such platforms, each put into the plan that the stacks make, and what stops the synth.
 * What is wrong with a release instead is in ../pipeline/known-defects.test.ts.
 */
test.each<[defect: string, plan: () => SynthesizedPlan, refusal: string]>([
  [
    "a Dapr component in a namespace of its own",
    withValue(components, '"name":"pubsub-broadcast"', '"name":"pubsub-broadcast","namespace":"default"'),
    "Dapr Component pubsub-broadcast names the namespace default: leave it out, it belongs beside its apps.",
  ],
  [
    "Dapr resources in another namespace than their apps",
    withText(components, "freehold.metadata", "dapr-system.metadata"),
    `Dapr resources of ${components} are in the namespace dapr-system, and their apps in freehold: move them there.`,
  ],
  [
    "a Secret in another namespace than its reader",
    withText("apps/jwt-secret", "freehold.metadata", "monitoring.metadata"),
    "Secret key jwt/secret is read by apps/websocket/deployment and made nowhere in the namespace freehold: add it to a Secret there.",
  ],
  [
    "scopes nested in the spec",
    withValue(
      components,
      '"value":"websocket=task-updates"}]},"scopes":["websocket"]}',
      '"value":"websocket=task-updates"}],"scopes":["websocket"]}}',
    ),
    "Dapr Component pubsub-broadcast has no scopes, so that every app loads it: name its apps at the top level.",
  ],
  [
    "an authType that Dapr does not know",
    withValue(components, '"authType","value":"password"', '"authType","value":"sasl"'),
    "Dapr Component pubsub has authType sasl: use one of password, oidc, mtls, certificate.",
  ],
  [
    "one consumer group for all",
    withValue(
      components,
      '"authType","value":"password"}',
      '"authType","value":"password"},{"name":"consumerID","value":"freehold"}',
    ),
    "one consumer group freehold, so that each event reaches one of them only: leave consumerID out.",
  ],
  [
    "two apps with one id, and so one consumer group",
    withText(
      "apps/audit-consumer/deployment",
      '"dapr.io/app-id":"audit-consumer"',
      '"dapr.io/app-id":"reminder-consumer"',
    ),
    "Dapr app id reminder-consumer of apps/reminder-consumer/deployment is another app's, and with it its consumer group: change it.",
  ],
  [
    "a subscription without a dead-letter topic",
    withValue(components, '"deadLetterTopic":"reminders.dlq"', '"deadLetter":"reminders.dlq"'),
    "has no deadLetterTopic, so that what cannot be decoded is lost: set it.",
  ],
  [
    "a dead-letter topic that no stack creates",
    withValue(components, '"deadLetterTopic":"reminders.dlq"', '"deadLetterTopic":"reminders-dead"'),
    "has the deadLetterTopic reminders-dead, which is declared nowhere",
  ],
  [
    "a secret key that is read and not made",
    withText("platform/database-secret", '"direct-url"', '"direct"'),
    "Secret key database/direct-url is read by",
  ],
  [
    "requests over capacity",
    () => plan({ apps: { services: { websocket: { requests: { cpuMillis: 1000 }, limits: { cpuMillis: 1000 } } } } }),
    "Does not fit: the pods of node agent ask for",
  ],
  [
    "an autoscaler over capacity",
    () => plan({ apps: { services: { frontend: { maxReplicas: 10 } } } }),
    "Does not fit: the pods of node server ask for",
  ],
  [
    "an autoscaler that the ledger has not counted",
    withText("apps/frontend/autoscaler", '"max_replicas":2', '"max_replicas":3'),
    "Does not fit: apps/frontend/autoscaler may start 3 pods of frontend, and the ledger has counted 2",
  ],
  [
    "a network policy that blocks Kafka",
    withText("apps/network/broker", "9092", "9093"),
    `Network: ${backend} needs a connection to the broker, port 9092, which its policies block: open it.`,
  ],
  [
    "a network policy that admits another ingress controller",
    withText("apps/network/routed", '"traefik"', '"ingress-nginx"'),
    `Network: ${backend} needs a connection from Traefik, port 8080, which its policies block: open it.`,
  ],
  [
    "an image by a tag, which a digest overrules or another push moves",
    withText(backend, `\${var.freehold_image}`, "ghcr.io/owner/freehold:v1"),
    `Image ghcr.io/owner/freehold:v1 of ${backend}, container backend, has no digest: use image() for it.`,
  ],
  [
    "an image that is set and that nothing runs",
    () => ({ ...good, variables: [...good.variables, { path: "apps", name: "backend_image" }] }),
    "Image backend_image is asked for by apps, and no container runs it: use it, or remove it.",
  ],
  [
    "a service without a readiness probe",
    withText(backend, '"readiness_probe"', '"ready_probe"'),
    `Health check that can't fail: ${backend}, container backend, has no readiness probe that asks the program`,
  ],
  ...["true", "redis-cli ping || true", "redis-cli ping; exit 0", "/bin/true", "echo alive"].map(
    (command): [string, () => SynthesizedPlan, string] => [
      `a probe by the command ${command}`,
      () => ({
        ...onRedis,
        resources: replaceIn(onRedis.resources, redis, '"redis-cli ping"', JSON.stringify(command)),
      }),
      `Health check that can't fail: ${redis}, container redis, has no liveness probe that asks the program`,
    ],
  ),
  [
    "a liveness probe that a hung program passes",
    withText(backend, '"http_get":{"path":"/healthz","port":"8080"}', '"tcp_socket":[{"port":"8080"}]'),
    `Health check that can't fail: ${backend}, container backend, has no liveness probe that asks the program`,
  ],
])("%s is refused", (_, defective, refusal) => {
  expect(planProblems(defective())).toContainEqual(expect.stringContaining(refusal));
});
