import { z } from "zod";
import { saslMechanisms } from "../../dapr-components/broker";
import { smtpPorts } from "../../services/contracts/notification";
import { wholeNumber } from "./whole-number";

const dollars = z
  .number("must be dollars, such as 0.045")
  .min(0, "must be 0 or more")
  .max(1_000, "must be 1000 or less");

/** The services outside the cluster that the platform connects to. */
export const connectionsSchema = z.strictObject({
  /** `redpanda`: Redpanda Cloud. `redis`: Redis Streams in the cluster, free for good. Default: `redpanda`. */
  broker: z.enum(["redpanda", "redis"], 'must be "redpanda" or "redis"').default("redpanda"),
  /** How the platform proves its password to Redpanda, as its user was made with. Default: `scram-sha-256`. */
  saslMechanism: z
    .enum(saslMechanisms, `must be ${saslMechanisms.map((name) => `"${name}"`).join(" or ")}`)
    .default("scram-sha-256"),
  /** What is watched of Redpanda beside the events; without effect with another broker. */
  redpanda: z
    .strictObject({
      /**
       * Address of its own metrics, from the cluster's page Overview > Prometheus; their password is asked for as
       * TF_VAR_redpanda_metrics_password. Default: none, and they are not scraped.
       */
      metricsUrl: z.url({ protocol: /^https$/, error: "must be an https URL" }).optional(),
      /** Last day of the trial, as 2026-12-24: an alert comes a week before. Default: none, and no alert. */
      trialEnds: z.iso.date("must be a day, as 2026-12-24").optional(),
      /** Dollars that the trial begins with, 1 to 100000. Default: 100. */
      credit: wholeNumber("dollars", 1, 100_000).default(100),
      /**
       * What Redpanda charges in the cluster's region, in dollars, as its page Billing lists the unit prices: what is spent
       * of the credit is then estimated, with alerts. Default: none, and it is not.
       */
      prices: z
        .strictObject({
          /** An hour in which the cluster has a topic. 0 to 1000. */
          uptimeHour: dollars,
          /** A partition for an hour. 0 to 1000. */
          partitionHour: dollars,
          /** A GB written. 0 to 1000. */
          ingressGb: dollars,
          /** A GB read. 0 to 1000. */
          egressGb: dollars,
          /** A GB kept for an hour. 0 to 1000. */
          storageGbHour: dollars,
        })
        .optional(),
    })
    .refine(({ prices, metricsUrl, trialEnds }) => !prices || (metricsUrl && trialEnds), {
      path: ["prices"],
      message: "need metricsUrl and trialEnds beside them: set both",
    })
    .prefault({}),
  /** What the database is expected to hold: a synth refuses what would not fit into its free 0.5 GB. */
  database: z
    .strictObject({
      /** Tasks that are kept, done or not; nothing deletes them but their owners. 1 to 1000000. Default: 20000. */
      tasks: wholeNumber("tasks", 1, 1_000_000).default(20_000),
      /** Changes of tasks a day, each with its history, reminder and notification. 1 to 100000. Default: 250. */
      changesPerDay: wholeNumber("changes", 1, 100_000).default(250),
      /**
       * Id of the Neon project, from its page Settings, whose use of the Free plan is then watched, with the key of Neon's
       * API that is asked for as TF_VAR_neon_api_key. Default: none, and it is not watched.
       */
      neonProject: z
        .string()
        .regex(/^[a-z0-9-]{1,60}$/, "must be the id of a project, such as quiet-sea-12345678")
        .optional(),
    })
    .prefault({}),
  /** How notifications leave the platform, beside the page. Default: they do not. */
  notifications: z
    .strictObject({
      /** Whether they are posted to a webhook, whose address is asked for as TF_VAR_notification_webhook_url. Default: false. */
      webhook: z.boolean("must be true or false").default(false),
      /**
       * A mail server that they are sent over; its user and password are asked for as TF_VAR_smtp_username and
       * TF_VAR_smtp_password. Default: none, and no e-mail.
       */
      email: z
        .strictObject({
          /** Host name of the mail server. */
          host: z.string().regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, "must be a host name, such as smtp.example.org"),
          /** Its port: 587 with STARTTLS, or 465 with TLS. Oracle Cloud lets nothing out on port 25. Default: 587. */
          port: z
            .literal([smtpPorts.startTls, smtpPorts.tls], "must be 587 or 465, which are encrypted")
            .default(smtpPorts.startTls),
          /** Address that the e-mails come from; the mail server must let its user send in that name. */
          from: z.email("must be an e-mail address"),
          /** Address that the e-mails go to. */
          to: z.email("must be an e-mail address"),
        })
        .optional(),
    })
    .prefault({}),
  /** Who issues the bearer tokens of users. */
  auth: z
    .strictObject({
      /**
       * https URL of the issuer's JSON Web Key Set.
       * Default: none, and then tokens are signed with a generated secret that the stack connections hands out.
       */
      jwksUrl: z.url({ protocol: /^https$/, error: "must be an https URL" }).optional(),
      /** Expected `iss` of a token. Default: not checked. */
      issuer: z.string().min(1, "must not be empty: leave it out to check no issuer").optional(),
      /** Expected `aud` of a token. Default: not checked. */
      audience: z.string().min(1, "must not be empty: leave it out to check no audience").optional(),
    })
    .prefault({}),
});
