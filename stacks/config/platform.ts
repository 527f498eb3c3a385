import { z } from "zod";
import { wholeNumber } from "../../services/contracts/whole-number";
import { containerFields, containerSchema, requestsOverLimits, requestsWithinLimits } from "./resources";
import { transportNames } from "./transports";

/** Source of a chart, other than pins.json. */
const chartSourceSchema = z
  .strictObject({
    repository: z
      .string()
      .regex(/^(https|oci):\/\/\S+$/, "must be an https:// or oci:// address")
      .optional()
      .describe("Mirror of the chart."),
    path: z
      .string()
      .min(1, "must be a folder or a .tgz file")
      .optional()
      .describe("Local folder or .tgz instead; it decides the version."),
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

/** Dapr if it is the transport, Prometheus, Grafana, and Redis if it is the broker. */
export const platformSchema = z.strictObject({
  transport: z
    .enum(transportNames, `must be ${transportNames.map((name) => `"${name}"`).join(" or ")}`)
    .default("dapr")
    .describe("`dapr`: by a sidecar beside each service. `kafka`: without Dapr, on `redpanda` only."),
  charts: z
    .strictObject({ dapr: chartSourceSchema, prometheus: chartSourceSchema, grafana: chartSourceSchema })
    .prefault({})
    .describe("Sources of the Helm charts, if the public repositories are unreachable."),
  dapr: containerSchema({
    requests: { cpuMillis: 20, memoryMib: 48 },
    limits: { cpuMillis: 100, memoryMib: 192 },
  }).describe("Each of operator, sentry, injector."),
  prometheus: z
    .strictObject({
      retentionDays: wholeNumber("days", 1, 90).default(7).describe("Age at which metrics go."),
      retentionSizeGb: wholeNumber("GB", 1, 100)
        .default(3)
        .describe("Size at which the oldest metrics go; the volume is a third larger."),
      server: containerSchema({
        requests: { cpuMillis: 50, memoryMib: 256 },
        limits: { cpuMillis: 200, memoryMib: 512 },
      }).describe("Prometheus, without its reloader."),
      nodeExporter: containerSchema({
        requests: { cpuMillis: 10, memoryMib: 24 },
        limits: { cpuMillis: 50, memoryMib: 64 },
      }).describe("On each node."),
    })
    .prefault({}),
  alertmanager: z
    .strictObject({
      ...containerFields({
        requests: { cpuMillis: 5, memoryMib: 24 },
        limits: { cpuMillis: 50, memoryMib: 64 },
      }),
      webhook: z.boolean("must be true or false").default(false).describe("Posts alerts to TF_VAR_alert_webhook_url."),
    })
    .refine(requestsWithinLimits, requestsOverLimits)
    .prefault({})
    .describe("Sends alerts."),
  grafana: containerSchema({
    requests: { cpuMillis: 20, memoryMib: 160 },
    limits: { cpuMillis: 100, memoryMib: 256 },
  }).describe("The dashboards."),
  redis: containerSchema({
    requests: { cpuMillis: 20, memoryMib: 96 },
    limits: { cpuMillis: 100, memoryMib: 192 },
  })
    .refine(({ limits }) => limits.memoryMib >= leastRedisLimit, {
      path: ["limits", "memoryMib"],
      message: `must be ${leastRedisLimit} or more: with its ${redisMemoryMib} MiB full, Redis needs as much again to rewrite its log`,
    })
    .describe('With `connections.broker: "redis"`; at least 160 MiB.'),
  certificate: z
    .enum(certificateSources, `must be ${certificateSources.map((source) => `"${source}"`).join(", ")}`)
    .default("staging")
    .describe(
      "Let's Encrypt's `staging` (browsers distrust it) or `production`, `manual` (TF_VAR_tls_certificate, TF_VAR_tls_private_key), or `none` (plain HTTP).",
    ),
  traefik: containerSchema({
    requests: { cpuMillis: 50, memoryMib: 64 },
    limits: { cpuMillis: 300, memoryMib: 160 },
  }).describe("The Traefik that k3s ships."),
});
