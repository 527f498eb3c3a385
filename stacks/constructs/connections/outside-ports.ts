/** The ports of the services outside: the network opens these, so that the addresses given for them must have them. */
export const outsidePorts = {
  /** Kafka API of Redpanda Serverless (https://docs.redpanda.com/redpanda-cloud/get-started/cluster-types/serverless/). */
  redpanda: 9092,
  /** PostgreSQL, pooled or not (https://neon.com/docs/connect/connect-from-any-app). */
  database: 5432,
  /** Keys of an identity provider, webhooks, Neon's API, Redpanda's metrics. */
  https: 443,
} as const;
