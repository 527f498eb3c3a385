import { z } from "zod";
import { deadLetterTopic, topics } from "../../services/contracts/topics";
import { serviceNames } from "../../services/definitions";
import { namespaceOf, type SynthesizedResource } from "../ledger/synthesized";
import { charts } from "./chart-values";
import { podTemplates } from "./pod-templates";

const scopes = z.array(z.string()).default([]);
const metadata = z.object({ name: z.string(), namespace: z.string().optional() });
const componentSchema = z.object({
  kind: z.literal("Component"),
  metadata,
  scopes,
  spec: z.looseObject({
    type: z.string(),
    metadata: z.array(z.object({ name: z.string(), value: z.string().optional() })),
  }),
});
const subscriptionSchema = z.object({
  kind: z.literal("Subscription"),
  metadata,
  scopes,
  spec: z.object({ pubsubname: z.string(), topic: z.string(), deadLetterTopic: z.string().optional() }),
});
const manifestsSchema = z.object({ manifests: z.array(z.looseObject({ apiVersion: z.string() })) });

type Component = z.infer<typeof componentSchema>;
type Subscription = z.infer<typeof subscriptionSchema>;

/** Words that Dapr knows; it takes any other for something weaker, and does not say so. */
const knownValues: Record<string, string[]> = {
  authType: ["password", "oidc", "mtls", "certificate"],
  saslMechanism: ["SHA-256", "SHA-512"],
};

/** What a component of Kafka must leave as it is: by default it tries again without end, and never skips an event. */
const endlessRetry: Record<string, string> = { backOffMaxRetries: "-1", consumeRetryEnabled: "true" };

/** Refuses Dapr resources that Dapr would accept and then misbehave with. */
export function daprProblems(resources: readonly SynthesizedResource[]): string[] {
  const releases = charts(resources)
    .map(({ value, ...rest }) => ({ ...rest, manifests: manifestsSchema.safeParse(value).data?.manifests ?? [] }))
    .map((release) => ({ ...release, manifests: release.manifests.filter(isDapr) }));
  const manifests = releases.flatMap((release) => release.manifests);
  const components = manifests.flatMap((manifest) => componentSchema.safeParse(manifest).data ?? []);
  const subscriptions = manifests.flatMap((manifest) => subscriptionSchema.safeParse(manifest).data ?? []);
  return [
    ...releases.filter((release) => release.manifests.length > 0).flatMap(namespaceProblems(resources)),
    ...appIdProblems(resources),
    ...[...components, ...subscriptions].flatMap(placementProblems),
    ...components.flatMap(componentProblems),
    ...subscriptions.flatMap((subscription) => subscriptionProblems(subscription, components)),
  ];
}

const isDapr = ({ apiVersion }: { apiVersion: string }): boolean => apiVersion.startsWith("dapr.io/");

/** Dapr reads the resources of its app's namespace, and of no other. */
function namespaceProblems(resources: readonly SynthesizedResource[]) {
  const apps = new Set(
    resources.filter((resource) => podTemplates([resource]).some(({ sidecar }) => sidecar)).map(namespaceOf),
  );
  return ({ path, namespace }: { path: string; namespace: string | undefined }): string[] =>
    apps.size === 0 || apps.has(namespace)
      ? []
      : [
          `Dapr resources of ${path} are in the namespace ${namespace}, and their apps in ${[...apps]}: move them there.`,
        ];
}

/** Dapr takes the app id for the consumer group: two apps with the same one would share their events. */
function appIdProblems(resources: readonly SynthesizedResource[]): string[] {
  const pods = podTemplates(resources).filter(({ sidecar }) => sidecar);
  return pods
    .filter(({ appId }, index) => pods.findIndex((other) => other.appId === appId) !== index)
    .map(
      ({ path, appId }) =>
        `Dapr app id ${appId} of ${path} is another app's, and with it its consumer group: change it.`,
    );
}

function placementProblems({ kind, metadata: { name, namespace }, scopes: apps }: Component | Subscription): string[] {
  const what = `Dapr ${kind} ${name}`;
  const strangers = apps.filter((app) => !(serviceNames as readonly string[]).includes(app));
  return [
    ...(namespace ? [`${what} names the namespace ${namespace}: leave it out, it belongs beside its apps.`] : []),
    ...(apps.length === 0
      ? [`${what} has no scopes, so that every app loads it: name its apps at the top level.`]
      : []),
    ...strangers.map(
      (app) => `${what} has the scope ${app}, which is no service: register it in services/registry.ts.`,
    ),
  ];
}

function componentProblems({ metadata: { name }, spec, scopes: apps }: Component): string[] {
  const values = new Map(spec.metadata.map((entry) => [entry.name, entry.value]));
  const unknown = Object.entries(knownValues)
    .filter(([key, known]) => values.has(key) && !known.includes(values.get(key) ?? ""))
    .map(([key, known]) => `Dapr Component ${name} has ${key} ${values.get(key)}: use one of ${known.join(", ")}.`);
  if (!spec.type.startsWith("pubsub.")) return unknown;
  const consumerId = values.get("consumerID") ?? values.get("consumerGroup");
  const sharedGroup = consumerId !== undefined && !consumerId.includes("{") && apps.length > 1;
  const open = [...topics, ...topics.map(deadLetterTopic)].filter(
    (topic) => !values.get("protectedTopics")?.split(",").includes(topic),
  );
  const skipping = Object.entries(endlessRetry).filter(([key, endless]) => (values.get(key) ?? endless) !== endless);
  return [
    ...unknown,
    ...skipping.map(
      ([key, endless]) =>
        `Dapr Component ${name} has ${key} ${values.get(key)}, so that it skips an event in the end: leave it out, or set ${endless}.`,
    ),
    ...(sharedGroup
      ? [
          `Dapr Component ${name} gives ${apps.join(", ")} one consumer group ${consumerId}, so that each event reaches one of them only: leave consumerID out.`,
        ]
      : []),
    ...open.map(
      (topic) => `Dapr Component ${name} leaves topic ${topic} open to every app: add it to protectedTopics.`,
    ),
  ];
}

function subscriptionProblems({ metadata, spec, scopes: apps }: Subscription, components: Component[]): string[] {
  const what = `Dapr Subscription ${metadata.name}`;
  const component = components.find((candidate) => candidate.metadata.name === spec.pubsubname);
  if (!component)
    return [`${what} reads from ${spec.pubsubname}, which is no Component: add it or correct pubsubname.`];
  const outside = apps.filter((app) => !component.scopes.includes(app));
  return [
    ...deadLetterProblems(what, spec),
    ...outside.map(
      (app) => `${what} is for ${app}, which does not load ${spec.pubsubname}: add it to the Component's scopes.`,
    ),
  ];
}

/** A topic that is declared nowhere is not made by Redpanda, and no command lists what is in it. */
function deadLetterProblems(what: string, { deadLetterTopic: given }: Subscription["spec"]): string[] {
  if (!given) return [`${what} has no deadLetterTopic, so that what cannot be decoded is lost: set it.`];
  const known = topics.map(deadLetterTopic);
  return known.some((topic) => topic === given)
    ? []
    : [`${what} has the deadLetterTopic ${given}, which is declared nowhere: use one of ${known.join(", ")}.`];
}
