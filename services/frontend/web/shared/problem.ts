/** What is wrong with one field of a request. */
export interface FieldError {
  /** Path of the field, as `recurrence.rrule`; empty for the request as a whole. */
  field: string;
  message: string;
  /** Of a file. */
  line?: number | undefined;
}

/** An answer that is not a success: problem details (RFC 9457) as the API sends them. Status 0: no answer at all. */
export class Problem extends Error {
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  /** @param message for people */
  constructor(
    readonly status: number,
    message: string,
    { errors = [], retryAfterSeconds }: { errors?: readonly FieldError[]; retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message);
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof Problem && error.status === status;

/** Whether the platform gave no answer, or one that it can't do anything now. */
export const isDown = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 0 || error.status >= 500);

/** Whether the same may be done later: nothing is wrong with it. */
export const mayHelpLater = (error: unknown): error is Problem =>
  isDown(error) || (error instanceof Problem && [401, 408, 429].includes(error.status));

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
