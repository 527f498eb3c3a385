import { fieldSentence } from "../shared/field-sentence";
import { Problem } from "../shared/problem";

/**
 * A refusal that is no longer about fields of the API, which the user has not filled in. One of the title stays at the text.
 */
export function inWords(error: unknown): unknown {
  if (!(error instanceof Problem) || error.errors.every(({ field }) => field === "title")) return error;
  return new Problem(error.status, error.errors.map(fieldSentence).join(" "));
}
