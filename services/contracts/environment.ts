/**
 * The environment variables that services read. The stacks set them and `services/runtime/settings.ts` parses them;
 * both take the names from here.
 */
export const environment = {
  /** `embedded`, `dapr` or `kafka`. Default: `embedded`. */
  transport: "FREEHOLD_TRANSPORT",
  /** Name of the Dapr pub/sub component of shared subscriptions. Default: `pubsub`. */
  daprPubsub: "FREEHOLD_DAPR_PUBSUB",
  /** Name of the Dapr state store component. Default: `statestore`. */
  daprStateStore: "FREEHOLD_DAPR_STATESTORE",
  /** Name of the Dapr secret store component. Default: none, and secrets come from the environment. */
  daprSecretStore: "FREEHOLD_DAPR_SECRETSTORE",
  /** What keeps effects that leave the database from being had twice: `inbox` or `dapr-state`. Default: `inbox`. */
  idempotency: "FREEHOLD_IDEMPOTENCY",
  /** https URL that notifications are posted to. Default: none. */
  notificationWebhookUrl: "NOTIFICATION_WEBHOOK_URL",
  /** Address to listen on. Default: 127.0.0.1; any other needs keys. */
  host: "HOST",
  /** Port to listen on. Default: 8080. */
  port: "PORT",
  /** `trace`, `debug`, `info`, `warn`, `error` or `silent`. Default: `info`. */
  logLevel: "LOG_LEVEL",
  /** postgres:// URL of the database, pooled where there is a pooler. */
  databaseUrl: "DATABASE_URL",
  /** postgres:// URL that bypasses the pooler, for migrations. Default: the same as DATABASE_URL. */
  databaseDirectUrl: "DATABASE_DIRECT_URL",
  /** Days that the history of tasks is kept, at least 7. Defaults: services/contracts/retention.ts. */
  retentionAuditDays: "RETENTION_AUDIT_DAYS",
  /** Days that notifications and finished reminders are kept, at least 7. */
  retentionNotificationDays: "RETENTION_NOTIFICATION_DAYS",
  /** Days that dead letters are kept, at least 7. */
  retentionDeadLetterDays: "RETENTION_DEAD_LETTER_DAYS",
  /** https URL of the JSON Web Key Set that bearer tokens are checked with. */
  jwksUrl: "JWKS_URL",
  /** Shared secret of at least 32 bytes that bearer tokens are checked with (HS256), instead of JWKS_URL. */
  jwtSecret: "JWT_SECRET",
  /** Expected `iss` of a bearer token. Default: not checked. */
  jwtIssuer: "JWT_ISSUER",
  /** Expected `aud` of a bearer token. Default: not checked. */
  jwtAudience: "JWT_AUDIENCE",
  /** Comma-separated signature algorithms that are accepted. Default: HS256 with a secret, RS256,ES256,EdDSA with a JWKS. */
  jwtAlgorithms: "JWT_ALGORITHMS",
  /** Comma-separated host:port of the brokers, for the kafka transport. */
  kafkaBrokers: "KAFKA_BROKERS",
  kafkaUsername: "KAFKA_USERNAME",
  kafkaPassword: "KAFKA_PASSWORD",
  /** `scram-sha-256` or `scram-sha-512`. Default: scram-sha-256 when a user name is given. */
  kafkaMechanism: "KAFKA_MECHANISM",
  /** `true` or `false`. Default: true when a user name is given. */
  kafkaTls: "KAFKA_TLS",
  /** Port of the Dapr sidecar's HTTP API; the injector sets it. Default: 3500. */
  daprHttpPort: "DAPR_HTTP_PORT",
  /** Token that the sidecar demands of the service; the injector sets it. */
  daprApiToken: "DAPR_API_TOKEN",
  /** Token that the service demands of the sidecar; the injector sets it. */
  appApiToken: "APP_API_TOKEN",
  /** `<name>:<n>`: where a process of the chaos harness is to die. Never set elsewhere. Default: nowhere. */
  failpoint: "FREEHOLD_FAILPOINT",
} as const;

export type EnvironmentVariable = (typeof environment)[keyof typeof environment];

/** Where the Dapr sidecar delivers the events of a topic to. */
export const daprRoute = (topic: string): string => `/dapr/events/${topic}`;

/** Name of the Dapr pub/sub component of broadcast subscriptions, whose consumer group is the pod's name. */
export const daprBroadcastPubsub = "pubsub-broadcast";
