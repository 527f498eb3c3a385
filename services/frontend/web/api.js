import { getToken } from "./session.js";
import { noAnswer, unreachable, wordsOf } from "./words.js";

/**
 * @typedef {object} FieldError what is wrong with one field of a request
 * @property {string} field path of the field, as `recurrence.rrule`; empty for the request as a whole
 * @property {string} message
 */

/** Told on `document` when the API wants to know who is asking; its detail is the Problem. */
export const unauthorized = "freehold:unauthorized";

/** Milliseconds that an answer may take. A database that was asleep needs a few seconds. */
const answerTimeoutMs = 12_000;

/** An answer that is not a success: problem details (RFC 9457) as the API sends them. Status 0: no answer at all. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} message for people
   * @param {{ errors?: FieldError[], retryAfterSeconds?: number }} [more]
   */
  constructor(status, message, { errors = [], retryAfterSeconds } = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Asks the API, on behalf of the user who is signed in.
 * @param {"GET" | "POST" | "PATCH" | "DELETE"} method
 * @param {string} path
 * @param {{ query?: Record<string, string | number | null>, body?: object, idempotencyKey?: string, version?: number }} [options]
 *   a query parameter that is empty or null is left out; with a version, the task is only changed while it has that one
 * @returns {Promise<any>} the body of the answer; undefined when it has none
 * @throws {Problem}
 */
export async function request(method, path, { query = {}, body, idempotencyKey, version } = {}) {
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
  const { response, text } = await send(url, { method, headers, body: body && JSON.stringify(body) });
  if (response.status === 204) return undefined;
  const answer = parse(text);
  if (response.ok && answer !== undefined) return answer;

  const problem = toProblem(response, answer);
  if (response.status === 401) document.dispatchEvent(new CustomEvent(unauthorized, { detail: problem }));
  throw problem;
}

/**
 * @param {URL} url
 * @param {RequestInit} init
 */
async function send(url, init) {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(answerTimeoutMs) });
    return { response, text: await response.text() };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === "TimeoutError";
    throw new Problem(0, isLate ? noAnswer : unreachable);
  }
}

/** @param {string} text a proxy on the way may answer with something that is not JSON */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {Response} response
 * @param {any} answer
 */
function toProblem({ status, ok, headers }, answer) {
  // What is no answer of the API, though it says that it is a success, comes from a proxy that has lost the API.
  const known = ok ? 502 : status;
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(seconds) ? seconds : undefined;
  const detail = typeof answer?.detail === "string" ? answer.detail : undefined;
  const errors = Array.isArray(answer?.errors) ? answer.errors : [];
  return new Problem(known, wordsOf(known, detail, retryAfterSeconds), { errors, retryAfterSeconds });
}
