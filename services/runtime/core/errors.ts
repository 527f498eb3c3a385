import { redact } from "./redact";

/** Every way in which the services can refuse or fail, as a closed set: logs, dead letters and exit messages use these codes. */
const errorCodes = [
  "SETTINGS_INVALID",
  "KEYS_MISSING",
  "NODE_TOO_OLD",
  "PORT_TAKEN",
  "DATA_FOLDER_BROKEN",
  "DATA_FOLDER_IN_USE",
  "DATA_FOLDER_FOREIGN",
  "DATABASE_LOST",
  "DATABASE_START_FAILED",
  "DATABASE_REFUSED",
  "MIGRATION_FAILED",
  "BROKER_UNREACHABLE",
  "EVENT_NOT_JSON",
  "EVENT_INVALID",
  "EVENT_TOO_LARGE",
  "EVENT_UNKNOWN_TYPE",
  "EVENT_WRONG_TOPIC",
  "EVENT_TOO_LATE",
  "HANDLER_FAILED",
  "RULE_VIOLATED",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error with a code from the closed set. The message says what is wrong, where, and how to fix it. */
export class FreeholdError extends Error {
  override readonly name: string = "FreeholdError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Retrying cannot help: the event breaks a rule, its type or data is wrong, or the receiver refuses it. The event becomes
 * a dead letter at once.
 */
export class TerminalError extends FreeholdError {
  override readonly name = "TerminalError";

  /** @param options.code Default: RULE_VIOLATED, for the rules of a handler */
  constructor(message: string, { code = "RULE_VIOLATED", ...options }: ErrorOptions & { code?: ErrorCode } = {}) {
    super(code, message, options);
  }
}

/** The failure may pass: the event, or its side effect, is retried by its series. Any error that says nothing else is one. */
export class RetryableError extends FreeholdError {
  override readonly name = "RetryableError";
  /** Milliseconds for which the receiver asked to be left alone, as by `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { retryAfterMs, ...options }: ErrorOptions & { retryAfterMs?: number } = {}) {
    super("HANDLER_FAILED", message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The outcome is unknown, and not the event's fault: it is delivered again, and no failure is counted. */
export class RedeliverError extends Error {
  override readonly name = "RedeliverError";
}

/** A side effect is not wanted yet: it is tried at that time, and no failure is counted. */
export class PostponedError extends Error {
  override readonly name = "PostponedError";

  constructor(readonly until: Date) {
    super(`Not before ${until.toISOString()}`);
  }
}

/** The code of any thrown value: what a handler throws without one is `HANDLER_FAILED`. */
export const codeOf = (error: unknown): ErrorCode => (error instanceof FreeholdError ? error.code : "HANDLER_FAILED");

/** Characters of a message that are kept: an error may quote what it is about, whole. */
const longestMessage = 2_000;

/** What a thrown value says, without secrets, as Postgres can store it. */
export const messageOf = (error: unknown): string =>
  redact(error instanceof Error ? error.message : String(error))
    .slice(0, longestMessage)
    .replace(/\0|\p{Surrogate}/gu, "\u{FFFD}");

/** Whether retrying cannot help. Every other error may pass. */
export const isTerminal = (error: unknown): boolean => error instanceof TerminalError;
