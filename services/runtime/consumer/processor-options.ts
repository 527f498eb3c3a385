import type { Logger } from "pino";
import type { Database } from "../database/database";
import type { Metrics } from "../telemetry/metrics";
import type { Consumer } from "./consumer";
import type { Idempotency } from "./idempotency/port";
import type { RetrySeries } from "./retry-policy";

export interface ProcessorOptions {
  consumer: Consumer;
  database: Database;
  metrics: Metrics;
  logger: Logger;
  /** Called after a commit that wrote an event to the outbox. */
  wakeRelay: () => void;
  /** Called after every commit. Default: nothing. */
  committed?: () => void;
  /** What keeps the effects that leave the database from being had twice. Default: claims in the inbox. */
  idempotency?: Idempotency;
  /** Milliseconds before each retry. Default: the series of the retry policy. */
  retryWaitsMs?: readonly number[];
  /** How side effects are retried. Default: the series of the retry policy. */
  sideEffectRetries?: RetrySeries;
  /** Milliseconds to wait for a predecessor that is not seen at all. Default: that of the retry policy. */
  gapTimeoutMs?: number;
}
