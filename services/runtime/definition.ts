import * as z from "zod";
import { defaultPlan, type Quotas, quotasOf } from "../contracts/quotas";
import { defaultRetention, leastRetentionDays, type Retention } from "../contracts/retention";
import { Setting, type SettingMeta, variablesOf } from "../contracts/setting";
import { fetchedUrl, flag, headers, hostName, list, pageOrigin, port, word } from "../contracts/setting-types";
import { timeBudgets } from "../contracts/time-budgets";

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const drainSeconds = z.coerce.number().int().min(0).max(timeBudgets.maxDrainSeconds).default(0);
/** Signatures that only the holder of a private key, or of the shared secret, can make; `none` is not among them. */
const algorithms = z.enum(["HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES384", "EdDSA"]);

const days = <const Variable extends string>(variable: Variable, name: keyof Retention, description: string) =>
  new Setting(variable, z.coerce.number().int().min(leastRetentionDays).default(defaultRetention[name]), {
    description,
    unit: "days",
  });

const quotas = quotasOf(defaultPlan);
const limit = z.union([z.literal("none").transform(() => Number.POSITIVE_INFINITY), z.coerce.number().int().min(1)]);
const quota = <const Variable extends string>(variable: Variable, name: keyof Quotas, meta: SettingMeta) =>
  new Setting(variable, limit.default(quotas[name]), meta);

/** What every process of the platform may be told, whichever services it runs. */
export const runtimeSettings = {
  transport: new Setting("FREEHOLD_TRANSPORT", z.enum(["embedded", "dapr", "kafka"]).default("embedded"), {
    description: "Transport of events.",
  }),
  idempotency: new Setting("FREEHOLD_IDEMPOTENCY", z.enum(["inbox", "dapr-state"]).default("inbox"), {
    description: "Where the claims of side effects are.",
  }),
  host: new Setting("HOST", hostName.default("127.0.0.1"), {
    description: "Address to listen on; beyond this machine it needs keys.",
  }),
  port: new Setting("PORT", port.default(8080), { description: "Port to listen on." }),
  publicUrl: new Setting("PUBLIC_URL", pageOrigin.optional(), {
    description: "Where browsers find the page, as https://tasks.example.org. Without it: localhost.",
  }),
  stopDelay: new Setting("STOP_DELAY_SECONDS", drainSeconds, {
    description: "How long a stopping service answers, at least.",
    unit: "seconds",
  }),
  logLevel: new Setting("LOG_LEVEL", z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"), {
    description: "Least severe lines to write.",
  }),
  databaseUrl: new Setting("DATABASE_URL", postgresUrl.optional(), {
    description: "postgres:// URL of the database, pooled where there is a pooler.",
    secret: "password",
  }),
  databaseDirectUrl: new Setting("DATABASE_DIRECT_URL", postgresUrl.optional(), {
    description: "The same without pooler, for migrations. Without it: DATABASE_URL.",
    secret: "password",
  }),
  retention: {
    auditDays: days("RETENTION_AUDIT_DAYS", "auditDays", "History of tasks."),
    notificationDays: days("RETENTION_NOTIFICATION_DAYS", "notificationDays", "Notifications and finished reminders."),
    deadLetterDays: days("RETENTION_DEAD_LETTER_DAYS", "deadLetterDays", "Dead letters."),
  },
  quotas: {
    tasks: quota("QUOTA_TASKS", "tasks", { description: "Tasks per owner." }),
    changesPerDay: quota("QUOTA_CHANGES_PER_DAY", "changesPerDay", {
      description: "Changes per owner and day, UTC.",
    }),
    historyMbPerDay: quota("QUOTA_HISTORY_MB_PER_DAY", "historyMbPerDay", {
      description: "MB of history per owner and day, UTC.",
    }),
    sockets: quota("QUOTA_SOCKETS", "sockets", { description: "Open WebSockets per owner and replica." }),
  },
  auth: {
    jwksUrl: new Setting("JWKS_URL", fetchedUrl().optional(), {
      description: "URL of the JSON Web Key Set.",
      secret: "password",
    }),
    // RFC 7518, section 3.2: a key of the same size as the hash output or larger.
    secret: new Setting("JWT_SECRET", z.string().min(32, "needs at least 32 bytes").optional(), {
      description: "At least 32 bytes (HS256), instead of JWKS_URL.",
      secret: "value",
    }),
    issuer: new Setting("JWT_ISSUER", word.optional(), { description: "As connections.auth.issuer." }),
    audience: new Setting("JWT_AUDIENCE", word.optional(), { description: "As connections.auth.audience." }),
    algorithms: new Setting("JWT_ALGORITHMS", list.pipe(z.array(algorithms).min(1)).optional(), {
      description: "Comma-separated. Without it: HS256 with a secret, RS256,ES256,EdDSA with a JWKS.",
    }),
  },
  kafka: {
    brokers: new Setting(
      "KAFKA_BROKERS",
      list.pipe(z.array(z.string().regex(/^[^\s:/]+:\d+$/, "needs host:port for each broker"))).optional(),
      { description: "host:port of each broker, comma-separated." },
    ),
    username: new Setting("KAFKA_USERNAME", word.optional(), { description: "SASL user." }),
    password: new Setting("KAFKA_PASSWORD", word.optional(), { description: "Its password.", secret: "value" }),
    mechanism: new Setting("KAFKA_MECHANISM", z.enum(["scram-sha-256", "scram-sha-512"]).default("scram-sha-256"), {
      description: "SASL mechanism.",
    }),
    tls: new Setting("KAFKA_TLS", flag.optional(), {
      description: "Encrypts connections; by default with a user.",
    }),
  },
  traces: {
    endpoint: new Setting("OTEL_EXPORTER_OTLP_ENDPOINT", fetchedUrl().optional(), {
      description: "Base URL of an OTLP/HTTP collector. Its key goes into the headers.",
    }),
    headers: new Setting("OTEL_EXPORTER_OTLP_HEADERS", headers.optional(), {
      description: "name=value of each header to it, comma-separated.",
      secret: "value",
    }),
  },
  prometheusUrl: new Setting("PROMETHEUS_URL", fetchedUrl().optional(), {
    description: "Prometheus of /ops, as http://host:port. Without it: the process's own figures.",
  }),
  dapr: {
    httpPort: new Setting("DAPR_HTTP_PORT", port.default(3500), {
      description: "Port of the sidecar; Dapr's injector sets it.",
    }),
    pubsub: new Setting("FREEHOLD_DAPR_PUBSUB", word.default("pubsub"), {
      description: "Component of shared subscriptions.",
    }),
    stateStore: new Setting("FREEHOLD_DAPR_STATESTORE", word.default("statestore"), {
      description: "State store component.",
    }),
    secretStore: new Setting("FREEHOLD_DAPR_SECRETSTORE", word.optional(), {
      description: "Secret store component. Without one: the environment.",
    }),
    // Dapr's injector gives both tokens to the sidecar only: stacks/constructs/kubernetes/dapr-sidecar.ts sets the
    // service's.
    apiToken: new Setting("DAPR_API_TOKEN", word.optional(), {
      description: "Token that the sidecar demands of the service.",
      secret: "value",
    }),
    drainSeconds: new Setting("DAPR_DRAIN_SECONDS", drainSeconds, {
      description: "How long a stopping service takes deliveries; 0 if its sidecar goes on.",
      unit: "seconds",
    }),
    appToken: new Setting("APP_API_TOKEN", word.optional(), {
      description: "Token that the service demands of the sidecar.",
      secret: "value",
    }),
  },
};

/** The environment variables of the runtime: the stacks set them, and `readSettings` reads them. */
export const environment = variablesOf(runtimeSettings);
