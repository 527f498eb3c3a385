import { z } from "zod";
import { secretsRead } from "../../services/contracts/service-connection";
import { allDefinitions } from "../../services/definitions";
import { namespaceOf, type SynthesizedResource } from "../ledger/synthesized";
import { charts } from "./chart-values";

const secretSchema = z.object({
  metadata: z.object({ name: z.string() }),
  data: z.record(z.string(), z.unknown()).default({}),
});

const keyRef = z.object({ name: z.string(), key: z.string() });
/** How Traefik's TLSStore names the Secret with its certificate. */
const tlsRef = z.object({ secretName: z.string() });
/** How the Alertmanager chart names a Secret that it mounts. */
const mountRef = z.object({ secretName: z.string() });
/** How the Grafana chart names the Secret with its administrator. */
const adminRef = z.object({ existingSecret: z.string(), userKey: z.string(), passwordKey: z.string() });

/** A variable of a container: some make a service read keys through Dapr, from the Secret of its name. */
const variable = z.object({ name: z.string(), value: z.string() });

/** Annotations that name a Secret; Dapr reads the key `token` of it. */
const tokenAnnotations = new Set(["dapr.io/api-token-secret", "dapr.io/app-token-secret"]);

/** A key as somebody makes it or reads it; a Secret is only there for its own namespace. */
interface Key {
  /** `name/key`, or `name/*` for all of them. */
  readonly key: string;
  readonly namespace: string;
  readonly path: string;
}

/** Refuses a secret key that is read and not made, which would leave a pod or a component without it, or the reverse. */
export function secretKeyProblems(resources: readonly SynthesizedResource[]): string[] {
  const made = resources.filter(({ type }) => type === "kubernetes_secret_v1").flatMap(madeKeys);
  const read = [
    ...resources.map((resource) => ({
      path: resource.path,
      namespace: namespaceOf(resource),
      value: resource.attributes as unknown,
    })),
    ...charts(resources),
  ].flatMap(({ path, namespace = "default", value }) => references(value).map((key) => ({ key, namespace, path })));
  const matches = (one: Key, other: Key): boolean =>
    one.namespace === other.namespace && (one.key === other.key || wholeOf(one.key) === other.key);
  return [
    ...read
      .filter((reader) => !made.some((maker) => matches(maker, reader)))
      .filter(isFirst)
      .map(
        ({ key, namespace, path }) =>
          `Secret key ${key} is read by ${path} and made nowhere in the namespace ${namespace}: add it to a Secret there.`,
      ),
    ...made
      .filter((maker) => !read.some((reader) => matches(maker, reader)))
      .map(({ key, path }) => `Secret key ${key} of ${path} is read nowhere: remove it, or read it.`),
  ];
}

function madeKeys(resource: SynthesizedResource): Key[] {
  const { metadata, data } = secretSchema.parse(resource.attributes);
  const { path } = resource;
  const namespace = namespaceOf(resource) ?? "default";
  return Object.keys(data).map((key) => ({ key: `${metadata.name}/${key}`, namespace, path }));
}

const isFirst = (key: Key, index: number, all: readonly Key[]): boolean =>
  all.findIndex((other) => other.namespace === key.namespace && other.key === key.key) === index;

/** A Secret that is mounted whole, whatever its keys are, in place of one of its keys. */
const wholeOf = (key: string): string => key.replace(/\/.*$/, "/*");

/** Every secret key that a value refers to, at any depth, as `name/key`. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [...reference(key, child), ...references(child)]);
}

function reference(key: string, value: unknown): string[] {
  if (key === "secret_key_ref" || key === "secretKeyRef") {
    const { name, key: secretKey } = keyRef.parse(value);
    return [`${name}/${secretKey}`];
  }
  if (key === "defaultCertificate") {
    const { secretName } = tlsRef.parse(value);
    return [`${secretName}/tls.crt`, `${secretName}/tls.key`];
  }
  if (key === "extraSecretMounts")
    return z
      .array(mountRef)
      .parse(value)
      .map(({ secretName }) => `${secretName}/*`);
  if (tokenAnnotations.has(key)) return [`${z.string().parse(value)}/token`];
  const told = variable.safeParse(value).data;
  if (told) {
    return allDefinitions.flatMap(({ name, connection }) =>
      connection ? secretsRead(connection, { [told.name]: told.value }).map((secret) => `${name}/${secret.key}`) : [],
    );
  }
  const admin = adminRef.safeParse(value);
  if (!admin.success) return [];
  const { existingSecret, userKey, passwordKey } = admin.data;
  return [`${existingSecret}/${userKey}`, `${existingSecret}/${passwordKey}`];
}
