import { t } from "../messages/language";
import { type FieldError, Problem } from "../shared/problem";

const names: Record<string, string> = { ...t.fields, ...t.quickAdd.fields };

/** What is wrong with a text, by the name that the page has for the field. */
export const refusalWords = ({ field, message }: FieldError): string =>
  t.quickAdd.refusal(names[field.split(".")[0] ?? ""] ?? field, message);

/**
 * A refusal that is no longer about fields of the API, which the user has not filled in. One of the title stays at the text.
 */
export function inWords(error: unknown): unknown {
  if (!(error instanceof Problem) || error.errors.every(({ field }) => field === "title")) return error;
  return new Problem(error.status, error.errors.map(refusalWords).join(" "));
}
