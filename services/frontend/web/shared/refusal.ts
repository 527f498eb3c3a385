import { language, t } from "../messages/language";
import type { ProblemAnswer, RefusalWords } from "../messages/refusals/words";
import { fieldSentence } from "./field-sentence";
import { type FieldError, Problem } from "./problem";
import { getToken } from "./session";

/** Milliseconds that the words may take to load; without them the API's own are shown. */
const loadTimeoutMs = 3_000;

let loaded: Promise<RefusalWords | undefined> | undefined;

/** The words of the page's language. They are no part of the first load: a page without a refusal needs none. */
export function loadWords(): Promise<RefusalWords | undefined> {
  loaded ??= (language === "de" ? import("../messages/refusals/de") : import("../messages/refusals/en")).then(
    ({ words }) => words,
    () => {
      loaded = undefined;
      return undefined;
    },
  );
  return Promise.race([loaded, new Promise<undefined>((resolve) => setTimeout(resolve, loadTimeoutMs))]);
}

/**
 * What a refusal says to people: in the words that the page has for its code, else in those of the API.
 * @param answer problem details (RFC 9457), or anything else that a proxy on the way has answered
 */
export async function toProblem(status: number, answer: unknown, retryAfterSeconds?: number): Promise<Problem> {
  const said: Partial<ProblemAnswer> = typeof answer === "object" && answer !== null ? answer : {};
  // Who has not signed in is asked to, whatever the reason; that belongs to the first load.
  const words = said.code && (status !== 401 || getToken()) ? await loadWords() : undefined;
  const errors: FieldError[] = (Array.isArray(said.errors) ? said.errors : []).map(
    ({ field, line, code, values, message }) => ({
      field,
      line,
      message: fill(words?.fields, code, values) ?? message,
    }),
  );
  const own = fill(words?.problems, said.code, said.values);
  const ofFields = own && said.code === "INVALID_REQUEST" && errors.map(fieldSentence).join(" ");
  const message = withWait(ofFields || own || unknownWords(status, said.detail), retryAfterSeconds);
  return new Problem(status, message, { errors, retryAfterSeconds });
}

/** Words with the values in them; undefined where the page does not know the code, or lacks a value. */
export function fill(
  words: Readonly<Record<string, string>> | undefined,
  code: string | undefined,
  values: ProblemAnswer["values"] = {},
): string | undefined {
  if (!words || !code || !Object.hasOwn(words, code)) return undefined;
  const filled = words[code]?.replace(/\{(\w+)\}/g, (name, key: string) => String(values[key] ?? name));
  return filled && /\{\w+\}/.test(filled) ? undefined : filled;
}

/** Answers whose detail is about a request and not for people. */
const technical = [401, 404, 413, 500, 502, 503, 504];

function unknownWords(status: number, detail: string | undefined): string {
  const { byStatus, refused } = t.problem;
  const own = byStatus[status] ?? (status >= 500 ? byStatus[500] : undefined) ?? refused(status);
  return detail && !technical.includes(status) ? detail : own;
}

function withWait(said: string, retryAfterSeconds = 0): string {
  return retryAfterSeconds < 60 ? said : t.problem.retryIn(said, Math.ceil(retryAfterSeconds / 60));
}
