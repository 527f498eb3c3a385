import { t } from "../messages/language";
import { type FieldError, Problem, wordsOf } from "./problem";
import { getToken } from "./session";

/** Told on `document` when the API wants to know who is asking; its detail is the Problem. */
export const unauthorized = "freehold:unauthorized";

/** Milliseconds that an answer may take. A database that was asleep needs a few seconds. */
const answerTimeoutMs = 12_000;

export interface RequestOptions {
  /** A parameter that is empty or null is left out. */
  query?: Record<string, string | number | null>;
  body?: object;
  idempotencyKey?: string;
  /** The task is only changed while it has this version. */
  version?: number;
}

/**
 * Asks the API, on behalf of the user who is signed in.
 * @returns the body of the answer; undefined when it has none
 * @throws {Problem}
 */
export async function request<Answer = undefined>(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  { query = {}, body, idempotencyKey, version }: RequestOptions = {},
): Promise<Answer> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== "") url.searchParams.set(name, String(value));
  }
  const token = getToken();
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body && { "content-type": "application/json" }),
    ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
    ...(version && { "if-match": `"${version}"` }),
  };
  const { response, text } = await send(url, { method, headers, body: body ? JSON.stringify(body) : null });
  if (response.status === 204) return undefined as Answer;
  const answer = parse(text);
  if (response.ok && answer !== undefined) return answer as Answer;

  const problem = toProblem(response, answer);
  if (response.status === 401) document.dispatchEvent(new CustomEvent(unauthorized, { detail: problem }));
  throw problem;
}

async function send(url: URL, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(answerTimeoutMs) });
    return { response, text: await response.text() };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === "TimeoutError";
    throw new Problem(0, isLate ? t.problem.noAnswer : t.problem.unreachable);
  }
}

/** @param text a proxy on the way may answer with something that is not JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toProblem({ status, ok, headers }: Response, answer: unknown): Problem {
  // What is no answer of the API, though it says that it is a success, comes from a proxy that has lost the API.
  const known = ok ? 502 : status;
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(seconds) ? seconds : undefined;
  const said = typeof answer === "object" && answer !== null ? answer : {};
  const detail = "detail" in said && typeof said.detail === "string" ? said.detail : undefined;
  const errors: FieldError[] = "errors" in said && Array.isArray(said.errors) ? said.errors : [];
  return new Problem(known, wordsOf(known, detail, retryAfterSeconds), { errors, retryAfterSeconds });
}
