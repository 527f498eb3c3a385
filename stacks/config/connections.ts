import { z } from "zod";
import { saslMechanisms } from "../../dapr-components/broker";
import { defaultPlan } from "../../services/contracts/quotas";
import { hasNoCredentials } from "../../services/contracts/setting-types";
import { wholeNumber } from "../../services/contracts/whole-number";
import { connectionSchemas } from "../../services/definitions";
import { oidcSchema } from "./oidc";

const dollars = z
  .number("must be dollars, such as 0.045")
  .min(0, "must be 0 or more")
  .max(1_000, "must be 1000 or less")
  .describe("Dollars.");

/** The services outside the cluster that the platform connects to. */
export const connectionsSchema = z.strictObject({
  broker: z
    .enum(["redpanda", "redis"], 'must be "redpanda" or "redis"')
    .default("redpanda")
    .describe("Redpanda Cloud, or Redis Streams in the cluster."),
  saslMechanism: z
    .enum(saslMechanisms, `must be ${saslMechanisms.map((name) => `"${name}"`).join(" or ")}`)
    .default("scram-sha-256")
    .describe("Of the Redpanda user."),
  redpanda: z
    .strictObject({
      metricsUrl: z
        .url({ protocol: /^https$/, error: "must be an https URL" })
        .optional()
        .describe("Redpanda's metrics (Overview > Prometheus); needs TF_VAR_redpanda_metrics_password."),
      trialEnds: z.iso
        .date("must be a day, as 2026-12-24")
        .optional()
        .describe("Last day of the trial, such as 2026-12-24."),
      credit: wholeNumber("dollars", 1, 100_000).default(100).describe("Dollars of the trial."),
      prices: z
        .strictObject({
          uptimeHour: dollars.describe("Dollars, from Redpanda's page Billing."),
          partitionHour: dollars,
          ingressGb: dollars,
          egressGb: dollars,
          storageGbHour: dollars,
        })
        .optional()
        .describe("Redpanda's prices in the cluster's region. With them, alerts estimate the spent credit."),
    })
    .refine(({ prices, metricsUrl, trialEnds }) => !prices || (metricsUrl && trialEnds), {
      path: ["prices"],
      message: "need metricsUrl and trialEnds beside them: set both",
    })
    .prefault({})
    .describe("Monitoring of Redpanda; without effect with another broker."),
  database: z
    .strictObject({
      tasks: wholeNumber("tasks", 1, 1_000_000).default(defaultPlan.tasks).describe("Tasks to hold, open or done."),
      changesPerDay: wholeNumber("changes", 1, 100_000)
        .default(defaultPlan.changesPerDay)
        .describe("Changes of tasks."),
      neonProject: z
        .string()
        .regex(/^[a-z0-9-]{1,60}$/, "must be the id of a project, such as quiet-sea-12345678")
        .optional()
        .describe("Id of the project to watch; needs TF_VAR_neon_api_key."),
    })
    .prefault({})
    .describe("What the database must hold: a synth refuses what exceeds its free 0.5 GB."),
  ...connectionSchemas,
  traces: z
    .strictObject({
      endpoint: z
        .url({ protocol: /^https$/, error: "must be an https URL" })
        .refine((url) => new URL(url).port === "", "must be on port 443, which the network opens: leave the port out")
        .refine(hasNoCredentials, "must not hold a user or a password: set headers: true instead")
        .describe("https URL of an OTLP collector, without /v1/traces."),
      headers: z.boolean().default(false).describe("Sends TF_VAR_otlp_headers."),
    })
    .optional()
    .describe("Where every service sends its traces. Default: nowhere."),
  auth: z
    .strictObject({
      jwksUrl: z
        .url({ protocol: /^https$/, error: "must be an https URL" })
        .optional()
        .describe("https URL of the issuer's keys. Without one: a generated secret."),
      issuer: z
        .string()
        .min(1, "must not be empty: leave it out to check no issuer")
        .optional()
        .describe("Expected `iss`; unchecked without one."),
      audience: z
        .string()
        .min(1, "must not be empty: leave it out to check no audience")
        .optional()
        .describe("Expected `aud`; unchecked without one."),
    })
    .prefault({})
    .describe("Who issues the bearer tokens of users."),
  oidc: oidcSchema,
});
