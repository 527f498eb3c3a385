import { z } from "zod";
import { charts } from "./chart-values";
import type { SynthesizedResource } from "./synthesized";

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

/** Annotations that name a Secret; Dapr reads the key `token` of it. */
const tokenAnnotations = new Set(["dapr.io/api-token-secret", "dapr.io/app-token-secret"]);

/** Refuses a secret key that is read and not made, which would leave a pod or a component without it, or the reverse. */
export function secretKeyProblems(resources: readonly SynthesizedResource[]): string[] {
  const made = new Map(
    resources
      .filter(({ type }) => type === "kubernetes_secret_v1")
      .flatMap(({ path, attributes }) => {
        const { metadata, data } = secretSchema.parse(attributes);
        return Object.keys(data).map((key) => [`${metadata.name}/${key}`, path]);
      }),
  );
  const read = new Map(
    [
      ...resources.map(({ path, attributes }) => ({ path, value: attributes as unknown })),
      ...charts(resources),
    ].flatMap(({ path, value }) => references(value).map((reference) => [reference, path])),
  );
  const isMade = (reference: string): boolean =>
    made.has(reference) || [...made.keys()].some((key) => wholeOf(key) === reference);
  return [
    ...[...read]
      .filter(([reference]) => !isMade(reference))
      .map(([reference, path]) => `Secret key ${reference} is read by ${path} and made nowhere: add it to a SecretV1.`),
    ...[...made]
      .filter(([key]) => !read.has(key) && !read.has(wholeOf(key)))
      .map(([key, path]) => `Secret key ${key} of ${path} is read nowhere: remove it, or read it.`),
  ];
}

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
  const admin = adminRef.safeParse(value);
  if (!admin.success) return [];
  const { existingSecret, userKey, passwordKey } = admin.data;
  return [`${existingSecret}/${userKey}`, `${existingSecret}/${passwordKey}`];
}
