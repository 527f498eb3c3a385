import { type FieldProblem, fieldProblem } from "../../contracts/field-problem";
import type { FieldCode, fieldCodes, ValuesOf } from "../../contracts/problem-codes";

/** Schemas hand over no more than a message: what it stands for is looked up by it. */
const byMessage = new Map<string, FieldProblem>();

/** The message of a schema for what breaks it, which keeps its code and values: `z.string().regex(…, { error: schemaMessage(…) })`. */
export function schemaMessage<Code extends FieldCode>(
  code: Code,
  message: string,
  ...values: ValuesOf<(typeof fieldCodes)[Code]>
): string {
  byMessage.set(message, fieldProblem(code, message, ...values));
  return message;
}

/** What a message of `schemaMessage` stands for; undefined for any other. */
export const problemOfMessage = (message: string): FieldProblem | undefined => byMessage.get(message);
