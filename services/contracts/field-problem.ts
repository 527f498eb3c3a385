import type { FieldCode, fieldCodes, ValuesOf } from "./problem-codes";

/** What is wrong with a field, whichever it is. */
export interface FieldProblem {
  code: FieldCode;
  /** The end of a sentence that begins with the field's name: "must not be empty". */
  message: string;
  /** What words by the code need. */
  values?: Record<string, string | number> | undefined;
}

/** What is wrong with a field, with the values that its code has. */
export const fieldProblem = <Code extends FieldCode>(
  code: Code,
  message: string,
  ...[values]: ValuesOf<(typeof fieldCodes)[Code]>
): FieldProblem => ({ code, message, ...(values && { values }) });
