import { z } from "zod";
import { containerFields, containerSchema, requestsOverLimits, requestsWithinLimits } from "./resources";
import { wholeNumber } from "./whole-number";

/** Where a chart comes from, other than the repository and version in pins.json. */
const chartSourceSchema = z
  .strictObject({
    /** Repository that mirrors the chart; its version stays the pinned one. */
    repository: z
      .string()
      .regex(/^(https|oci):\/\/\S+$/, "must be an https:// or oci:// address")
      .optional(),
    /** Folder or .tgz file with the chart, relative to the project; it decides the version. */
    path: z.string().min(1, "must be a folder or a .tgz file").optional(),
  })
  .refine(({ repository, path }) => !(repository && path), {
    path: ["repository"],
    message: "cannot be given beside path: leave one of them out",
  })
  .prefault({});

/** Where a certificate can come from. */
export const certificateSources = ["staging", "production", "manual", "none"] as const;

/** MiB that Redis fills before it refuses to write: what is on its way, and not what anybody wants to keep. */
export const redisMemoryMib = 64;

/** MiB below which a rewrite of Redis's log, which can take as much memory again, would end its container. */
const leastRedisLimit = 2 * redisMemoryMib + 32;

/** What runs beside the services: Dapr, Prometheus, Grafana, and Redis when it is the broker. */
export const platformSchema = z.strictObject({
  /** Sources of the Helm charts, for use without the public repositories. Default: the pinned ones. */
  charts: z
    .strictObject({ dapr: chartSourceSchema, prometheus: chartSourceSchema, grafana: chartSourceSchema })
    .prefault({}),
  /** Each of Dapr's control plane: operator, sentry and sidecar injector. */
  dapr: containerSchema({
    requests: { cpuMillis: 20, memoryMib: 48 },
    limits: { cpuMillis: 100, memoryMib: 192 },
  }),
  prometheus: z
    .strictObject({
      /** Days for which metrics are kept, 1 to 90. Default: 7. */
      retentionDays: wholeNumber("days", 1, 90).default(7),
      /** Size in GB at which the oldest metrics go, 1 to 100; its volume is a third larger. Default: 3. */
      retentionSizeGb: wholeNumber("GB", 1, 100).default(3),
      server: containerSchema({
        requests: { cpuMillis: 50, memoryMib: 256 },
        limits: { cpuMillis: 200, memoryMib: 512 },
      }),
      nodeExporter: containerSchema({
        requests: { cpuMillis: 10, memoryMib: 24 },
        limits: { cpuMillis: 50, memoryMib: 64 },
      }),
    })
    .prefault({}),
  /** Sends alerts on. */
  alertmanager: z
    .strictObject({
      ...containerFields({
        requests: { cpuMillis: 5, memoryMib: 24 },
        limits: { cpuMillis: 50, memoryMib: 64 },
      }),
      /** Whether alerts are posted to a webhook, whose address is asked for as TF_VAR_alert_webhook_url. Default: false. */
      webhook: z.boolean("must be true or false").default(false),
    })
    .refine(requestsWithinLimits, requestsOverLimits)
    .prefault({}),
  grafana: containerSchema({
    requests: { cpuMillis: 20, memoryMib: 160 },
    limits: { cpuMillis: 100, memoryMib: 256 },
  }),
  /** Only made when `connections.broker` is `redis`. Its limit is 160 MiB or more: twice what it may fill, for the rewrite of its log, and some. */
  redis: containerSchema({
    requests: { cpuMillis: 20, memoryMib: 96 },
    limits: { cpuMillis: 100, memoryMib: 192 },
  }).refine(({ limits }) => limits.memoryMib >= leastRedisLimit, {
    path: ["limits", "memoryMib"],
    message: `must be ${leastRedisLimit} or more: with its ${redisMemoryMib} MiB full, Redis needs as much again to rewrite its log`,
  }),
  /**
   * Where the certificate of `cluster.domain` comes from. `staging`: Let's Encrypt's environment for trials, which no browser
   * trusts but which allows many. `production`: Let's Encrypt. `manual`: the Terraform variables `tls_certificate` and
   * `tls_private_key`. `none`: plain HTTP, for when no certificate can be had. Default: `staging`.
   */
  certificate: z
    .enum(certificateSources, `must be ${certificateSources.map((source) => `"${source}"`).join(", ")}`)
    .default("staging"),
  /** Traefik, which k3s brings. */
  traefik: containerSchema({
    requests: { cpuMillis: 50, memoryMib: 64 },
    limits: { cpuMillis: 300, memoryMib: 160 },
  }),
});
