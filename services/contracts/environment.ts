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
  /** Comma-separated ways by which notifications leave the platform: `webhook`, `email`. Default: none. */
  notificationChannels: "NOTIFICATION_CHANNELS",
  /** https URL that notifications are posted to; http on this machine. With a secret store it comes from there. */
  notificationWebhookUrl: "NOTIFICATION_WEBHOOK_URL",
  /** Mail server that takes the e-mails. */
  notificationSmtpHost: "NOTIFICATION_SMTP_HOST",
  /** Its port: 465 (TLS) or 587 (STARTTLS); any, and no encryption, on this machine. Default: 587. */
  notificationSmtpPort: "NOTIFICATION_SMTP_PORT",
  /** Who signs in there, and by which password. With a secret store they come from there. Default: nobody signs in. */
  notificationSmtpUsername: "NOTIFICATION_SMTP_USERNAME",
  notificationSmtpPassword: "NOTIFICATION_SMTP_PASSWORD",
  /** Addresses that e-mails come from and go to. */
  notificationEmailFrom: "NOTIFICATION_EMAIL_FROM",
  notificationEmailTo: "NOTIFICATION_EMAIL_TO",
  /** Id of the Neon project whose use of its plan neon-exporter shows, and a key of Neon's API that may read it. */
  neonProjectId: "NEON_PROJECT_ID",
  neonApiKey: "NEON_API_KEY",
  /** Address of Neon's API. Default: Neon's own. */
  neonApiUrl: "NEON_API_URL",
  /** host:port of the Redis whose consumer groups redis-exporter shows, and its password, as redis-cli reads it. */
  redisAddress: "REDIS_ADDRESS",
  redisPassword: "REDISCLI_AUTH",
  /** Address to listen on. Default: 127.0.0.1; any other needs keys. */
  host: "HOST",
  /** Port to listen on. Default: 8080. */
  port: "PORT",
  /**
   * Seconds, 0 to 15, for which a service that is told to stop goes on answering: whoever routes to it learns only then that
   * it stops. Default: 0.
   */
  stopDelay: "STOP_DELAY_SECONDS",
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
