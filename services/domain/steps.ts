import { fieldProblem } from "../contracts/field-problem";
import { RecurrenceError } from "./recurrence-error";

/**
 * Steps that one call may take: a day that is looked at, a time that is listed, a period that is skipped. It has room to
 * prove twice that a rule has no further date, which takes one 400-year cycle of the calendar (expand.ts).
 */
export const maxSteps = 350_000;

/** Steps that a new rule may take: the rest is for what a later call does besides, such as placing an occurrence. */
export const acceptedSteps = 250_000;

/** Steps that the offset of a time zone counts for: it takes as long as so many days. */
export const offsetSteps = 100;

/** Counts the work of one call, so that no rule can hold the event loop. */
export class Steps {
  #taken = 0;

  constructor(readonly limit = maxSteps) {}

  get taken(): number {
    return this.#taken;
  }

  /** @throws RecurrenceError when the limit is reached */
  take(steps = 1): void {
    this.#taken += steps;
    if (this.#taken > this.limit) {
      throw new RecurrenceError(
        "rrule",
        fieldProblem(
          "RULE_TOO_LONG",
          `needs more than ${this.limit} steps to count its dates. Lower COUNT, or end the rule with UNTIL.`,
        ),
      );
    }
  }
}
