import { z } from "zod";
import { saslMechanisms } from "../../dapr-components/broker";
import { wholeNumber } from "./whole-number";

/** The services outside the cluster that the platform connects to. */
export const connectionsSchema = z.strictObject({
  /** `redpanda`: Redpanda Cloud. `redis`: Redis Streams in the cluster, free for good. Default: `redpanda`. */
  broker: z.enum(["redpanda", "redis"], 'must be "redpanda" or "redis"').default("redpanda"),
  /** How the platform proves its password to Redpanda, as its user was made with. Default: `scram-sha-256`. */
  saslMechanism: z
    .enum(saslMechanisms, `must be ${saslMechanisms.map((name) => `"${name}"`).join(" or ")}`)
    .default("scram-sha-256"),
  /** What the database is expected to hold: a synth refuses what would not fit into its free 0.5 GB. */
  database: z
    .strictObject({
      /** Tasks that are kept, done or not; nothing deletes them but their owners. 1 to 1000000. Default: 20000. */
      tasks: wholeNumber("tasks", 1, 1_000_000).default(20_000),
      /** Changes of tasks a day, each with its history, reminder and notification. 1 to 100000. Default: 250. */
      changesPerDay: wholeNumber("changes", 1, 100_000).default(250),
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
