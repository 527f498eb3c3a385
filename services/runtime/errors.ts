/** Every way in which the services can refuse or fail, as a closed set: logs, dead letters and exit messages use these codes. */
const errorCodes = [
  "SETTINGS_INVALID",
  "KEYS_MISSING",
  "NODE_TOO_OLD",
  "PORT_TAKEN",
  "DATA_FOLDER_BROKEN",
  "DATA_FOLDER_IN_USE",
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

/** An error with a code from the closed set. The message says what is wrong, where, and how to mend it. */
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
 * Thrown by a handler when trying again can't help, because the event breaks a rule of the business. The event goes to
 * the dead letters at once.
 */
export class RuleViolation extends FreeholdError {
  override readonly name = "RuleViolation";

  constructor(message: string, options?: ErrorOptions) {
    super("RULE_VIOLATED", message, options);
  }
}

/** The code of any thrown value: what a handler throws without one is `HANDLER_FAILED`. */
export const codeOf = (error: unknown): ErrorCode => (error instanceof FreeholdError ? error.code : "HANDLER_FAILED");

/** Characters of a message that are kept: an error may quote what it is about, whole. */
const longestMessage = 2_000;

/** What a thrown value says, as Postgres can store it. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .slice(0, longestMessage)
    .replace(/\0|\p{Surrogate}/gu, "\u{FFFD}");

/** Trying again can't help against a rule, a wrong schema or an unknown type. Everything else may pass. */
export const isPermanent = (error: unknown): boolean =>
  error instanceof FreeholdError && error.code !== "HANDLER_FAILED";
