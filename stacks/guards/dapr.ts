import { z } from "zod";
import { serviceNames } from "../../services/contracts/needs";
import { deadLetterTopic, topics } from "../../services/contracts/topics";
import { charts } from "./chart-values";
import type { SynthesizedResource } from "./synthesized";

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

/** Refuses Dapr resources that Dapr would accept and then misbehave with. */
export function daprProblems(resources: readonly SynthesizedResource[]): string[] {
  const manifests = charts(resources)
    .flatMap(({ value }) => manifestsSchema.safeParse(value).data?.manifests ?? [])
    .filter(({ apiVersion }) => apiVersion.startsWith("dapr.io/"));
  const components = manifests.flatMap((manifest) => componentSchema.safeParse(manifest).data ?? []);
  const subscriptions = manifests.flatMap((manifest) => subscriptionSchema.safeParse(manifest).data ?? []);
  return [
    ...[...components, ...subscriptions].flatMap(placementProblems),
    ...components.flatMap(componentProblems),
    ...subscriptions.flatMap((subscription) => subscriptionProblems(subscription, components)),
  ];
}

function placementProblems({ kind, metadata: { name, namespace }, scopes: apps }: Component | Subscription): string[] {
  const what = `Dapr ${kind} ${name}`;
  const strangers = apps.filter((app) => !(serviceNames as readonly string[]).includes(app));
  return [
    ...(namespace ? [`${what} names the namespace ${namespace}: leave it out, it belongs beside its apps.`] : []),
    ...(apps.length === 0
      ? [`${what} has no scopes, so that every app loads it: name its apps at the top level.`]
      : []),
    ...strangers.map((app) => `${what} has the scope ${app}, which is no service: use a name of serviceNames.`),
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
  return [
    ...unknown,
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
    ...(spec.deadLetterTopic
      ? []
      : [`${what} has no deadLetterTopic, so that what cannot be decoded is lost: set it.`]),
    ...outside.map(
      (app) => `${what} is for ${app}, which does not load ${spec.pubsubname}: add it to the Component's scopes.`,
    ),
  ];
}
