import { getToken } from "./session.js";

/**
 * @typedef {object} FieldError what is wrong with one field of a request
 * @property {string} field path of the field, as `recurrence.rrule`; empty for the request as a whole
 * @property {string} message
 */

/** Told on `document` when the API wants to know who is asking; its detail is the Problem. */
export const unauthorized = "freehold:unauthorized";

/** An answer that is not a success: problem details (RFC 9457) as the API sends them. Status 0: no answer at all. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {FieldError[]} [errors]
   */
  constructor(status, message, errors = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/**
 * Asks the API, on behalf of the user who is signed in.
 * @param {"GET" | "POST" | "PATCH" | "DELETE"} method
 * @param {string} path
 * @param {{ query?: Record<string, string | number | null>, body?: object, idempotencyKey?: string }} [options]
 *   a query parameter that is empty or null is left out
 * @returns {Promise<any>} the body of the answer; undefined when it has none
 * @throws {Problem}
 */
export async function request(method, path, { query = {}, body, idempotencyKey } = {}) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== "") url.searchParams.set(name, String(value));
  }
  const token = getToken();
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body && { "content-type": "application/json" }),
    ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
  };
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) }).catch(() => {
    throw new Problem(0, "The platform can't be reached.");
  });
  if (response.status === 204) return undefined;
  if (response.ok) return response.json();

  // A proxy on the way may answer with something that is not JSON.
  const { detail, title, errors } = await response.json().catch(() => ({}));
  const problem = new Problem(response.status, detail ?? title ?? `The platform answered ${response.status}.`, errors);
  if (response.status === 401) document.dispatchEvent(new CustomEvent(unauthorized, { detail: problem }));
  throw problem;
}
