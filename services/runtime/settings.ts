import * as z from "zod";
import { environment as env } from "../contracts/environment";
import { notificationChannels } from "../contracts/notification";
import { defaultRetention, leastRetentionDays } from "../contracts/retention";
import { FreeholdError } from "./errors";

const list = z.string().transform((text) => text.split(",").map((part) => part.trim()));
const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const port = z.coerce.number().int().min(0).max(65535);
const days = z.coerce.number().int().min(leastRetentionDays);
/** Signatures that only the holder of a private key, or of the shared secret, can make; `none` is not among them. */
const algorithms = z.enum(["HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES384", "EdDSA"]);

const schema = z
  .object({
    [env.transport]: z.enum(["embedded", "dapr", "kafka"]).default("embedded"),
    [env.daprPubsub]: z.string().min(1).default("pubsub"),
    [env.daprStateStore]: z.string().min(1).default("statestore"),
    [env.daprSecretStore]: z.string().min(1).optional(),
    [env.idempotency]: z.enum(["inbox", "dapr-state"]).default("inbox"),
    [env.notificationChannels]: list.pipe(z.array(z.enum(notificationChannels))).default([]),
    [env.notificationWebhookUrl]: z.string().min(1).optional(),
    [env.notificationSmtpHost]: z.string().min(1).optional(),
    [env.notificationSmtpPort]: port.default(587),
    [env.notificationSmtpUsername]: z.string().min(1).optional(),
    [env.notificationSmtpPassword]: z.string().min(1).optional(),
    [env.notificationEmailFrom]: z.email().optional(),
    [env.notificationEmailTo]: z.email().optional(),
    [env.host]: z.string().min(1).default("127.0.0.1"),
    [env.port]: port.default(8080),
    [env.stopDelay]: z.coerce.number().int().min(0).max(15).default(0),
    [env.logLevel]: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
    [env.databaseUrl]: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    [env.databaseDirectUrl]: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    [env.retentionAuditDays]: days.default(defaultRetention.auditDays),
    [env.retentionNotificationDays]: days.default(defaultRetention.notificationDays),
    [env.retentionDeadLetterDays]: days.default(defaultRetention.deadLetterDays),
    [env.jwksUrl]: z.url({ protocol: /^https?$/ }).optional(),
    // RFC 7518, section 3.2: a key of the same size as the hash output or larger.
    [env.jwtSecret]: z.string().min(32, "needs at least 32 bytes").optional(),
    [env.jwtIssuer]: z.string().min(1).optional(),
    [env.jwtAudience]: z.string().min(1).optional(),
    [env.jwtAlgorithms]: list.pipe(z.array(algorithms).min(1)).optional(),
    [env.kafkaBrokers]: list
      .pipe(z.array(z.string().regex(/^[^\s:/]+:\d+$/, "needs host:port for each broker")))
      .optional(),
    [env.kafkaUsername]: z.string().min(1).optional(),
    [env.kafkaPassword]: z.string().min(1).optional(),
    [env.kafkaMechanism]: z.enum(["scram-sha-256", "scram-sha-512"]).default("scram-sha-256"),
    [env.kafkaTls]: flag.optional(),
    [env.daprHttpPort]: port.default(3500),
    [env.daprApiToken]: z.string().min(1).optional(),
    [env.appApiToken]: z.string().min(1).optional(),
  })
  .transform((e) => ({
    transport: e[env.transport],
    idempotency: e[env.idempotency],
    notification: {
      channels: e[env.notificationChannels],
      webhookUrl: e[env.notificationWebhookUrl],
      smtpHost: e[env.notificationSmtpHost],
      smtpPort: e[env.notificationSmtpPort],
      smtpUsername: e[env.notificationSmtpUsername],
      smtpPassword: e[env.notificationSmtpPassword],
      from: e[env.notificationEmailFrom],
      to: e[env.notificationEmailTo],
    },
    host: e[env.host],
    port: e[env.port],
    stopDelay: e[env.stopDelay],
    logLevel: e[env.logLevel],
    databaseUrl: e[env.databaseUrl],
    databaseDirectUrl: e[env.databaseDirectUrl] ?? e[env.databaseUrl],
    retention: {
      auditDays: e[env.retentionAuditDays],
      notificationDays: e[env.retentionNotificationDays],
      deadLetterDays: e[env.retentionDeadLetterDays],
    },
    auth: {
      jwksUrl: e[env.jwksUrl],
      secret: e[env.jwtSecret],
      issuer: e[env.jwtIssuer],
      audience: e[env.jwtAudience],
      algorithms: e[env.jwtAlgorithms],
    },
    kafka: {
      brokers: e[env.kafkaBrokers],
      username: e[env.kafkaUsername],
      password: e[env.kafkaPassword],
      mechanism: e[env.kafkaMechanism],
      tls: e[env.kafkaTls] ?? e[env.kafkaUsername] !== undefined,
    },
    dapr: {
      httpPort: e[env.daprHttpPort],
      pubsub: e[env.daprPubsub],
      stateStore: e[env.daprStateStore],
      secretStore: e[env.daprSecretStore],
      apiToken: e[env.daprApiToken],
      appToken: e[env.appApiToken],
    },
  }));

/** What a service is told from outside, checked. The names and defaults stand in services/contracts/environment.ts. */
export type Settings = z.infer<typeof schema>;

/**
 * Reads the settings from environment variables; an empty variable counts as not set.
 * @throws FreeholdError SETTINGS_INVALID that names each variable and what is wrong with it, but never its value.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}`);
  throw new FreeholdError("SETTINGS_INVALID", `Wrong in the environment: ${wrong.join("; ")}`);
}
