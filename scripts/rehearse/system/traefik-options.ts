import path from "node:path";
import { z } from "zod";

/** Every value of the chart that our stacks set; one more is refused, so that none is overlooked below. */
const valuesSchema = z.strictObject({
  certificatesResolvers: z
    .record(
      z.string(),
      z.strictObject({
        acme: z.strictObject({
          caServer: z.url(),
          storage: z.string(),
          // Without a delay Traefik waits not at all.
          httpChallenge: z.strictObject({ entryPoint: z.string(), delay: z.string().default("0s") }),
        }),
      }),
    )
    .default({}),
  ports: z
    .strictObject({
      web: z.strictObject({
        http: z.strictObject({
          redirections: z.strictObject({
            entryPoint: z.strictObject({
              to: z.literal("websecure"),
              scheme: z.literal("https"),
              permanent: z.boolean(),
            }),
          }),
        }),
      }),
    })
    .optional(),
  persistence: z.strictObject({
    enabled: z.literal(true),
    accessMode: z.string(),
    size: z.string(),
    storageClass: z.string(),
    path: z.string(),
  }),
  api: z.strictObject({ dashboard: z.boolean() }),
  ingressRoute: z.strictObject({ dashboard: z.strictObject({ enabled: z.literal(false) }) }),
  metrics: z.strictObject({ prometheus: z.strictObject({ entryPoint: z.string() }) }),
  global: z.strictObject({ checkNewVersion: z.literal(false), sendAnonymousUsage: z.literal(false) }),
  // What Kubernetes makes of the pod and of its Service: Traefik itself is not told.
  deployment: z.strictObject({ replicas: z.literal(1) }),
  nodeSelector: z.unknown(),
  readinessProbe: z.unknown(),
  livenessProbe: z.unknown(),
  resources: z.unknown(),
  service: z.unknown(),
});

/** The entry points of the chart, of which a Service shows the first two as 80 and 443. */
const entryPoints = ["web", "websecure", "traefik", "metrics"] as const;
export type EntryPoint = (typeof entryPoints)[number];

export interface TraefikPlace {
  /** Port of each entry point. */
  ports: Record<EntryPoint, number>;
  /** Address that all of them listen on. Default: 127.0.0.1; empty is every one. */
  host?: string;
  /** The folder that stands for the volume. */
  volume: string;
  /** The ACME server that stands for the one of a URL. */
  acmeServer(url: string): string;
  /** What stands for the wait before the proof, whose length would be the test's. */
  challengeDelay(configured: string): string;
}

/**
 * What the chart of Traefik would start Traefik with for values of ours, as `helm template` of charts 40.1.0 and 41.3.0
 * shows: the options in its order but for those that lead into a cluster. Ports, folder, ACME server and its wait are the test's own.
 * @throws for a value that is not known here
 */
export function traefikOptions(values: unknown, place: TraefikPlace): string[] {
  const { ports, host = "127.0.0.1", volume, acmeServer, challengeDelay } = place;
  const { certificatesResolvers, ports: set, persistence, api, metrics } = valuesSchema.parse(values);
  const redirection = set?.web.http.redirections.entryPoint;
  return [
    "--global.checkNewVersion=false",
    ...entryPoints.map((name) => `--entryPoints.${name}.address=${host}:${ports[name]}/tcp`),
    `--api.dashboard=${api.dashboard}`,
    "--ping=true",
    "--metrics.prometheus=true",
    `--metrics.prometheus.entrypoint=${metrics.prometheus.entryPoint}`,
    "--providers.kubernetescrd",
    "--providers.kubernetescrd.allowEmptyServices=true",
    ...(redirection
      ? [
          // The chart names the port that its Service shows, not the one that Traefik listens on.
          "--entryPoints.web.http.redirections.entryPoint.to=:443",
          `--entryPoints.web.http.redirections.entryPoint.scheme=${redirection.scheme}`,
          `--entryPoints.web.http.redirections.entryPoint.permanent=${redirection.permanent}`,
        ]
      : []),
    "--entryPoints.websecure.http.tls=true",
    "--log.level=INFO",
    ...Object.entries(certificatesResolvers).flatMap(([name, { acme }]) => {
      const file = path.posix.relative(persistence.path, acme.storage);
      if (file.startsWith("..")) throw new Error(`${acme.storage} is not on the volume, which is ${persistence.path}`);
      const option = `--certificatesresolvers.${name}.acme`;
      return [
        `${option}.caServer=${acmeServer(acme.caServer)}`,
        `${option}.httpChallenge.delay=${challengeDelay(acme.httpChallenge.delay)}`,
        `${option}.httpChallenge.entryPoint=${acme.httpChallenge.entryPoint}`,
        `${option}.storage=${path.join(volume, file)}`,
      ];
    }),
  ];
}
