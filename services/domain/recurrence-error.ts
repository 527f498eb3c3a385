import type { FieldProblem } from "../contracts/field-problem";

/** What is wrong with a recurrence, and in which field of it. */
export class RecurrenceError extends Error {
  constructor(
    readonly field: "rrule" | "timeZone" | "occurrence",
    readonly problem: FieldProblem,
  ) {
    super(problem.message);
  }
}
