import type { Address, Answer, Body } from "../../../../packages/client/routes";
import { t } from "../messages/language";
import { Problem } from "./problem";
import { toProblem } from "./refusal";
import { getAccount, getToken } from "./session";
import { Store } from "./store";

/** Told on `document` when the API wants to know who is asking; its detail is the Problem. */
export const unauthorized = "freehold:unauthorized";

/** Whether the last request had an answer. Before the first, the best is hoped for. */
export const isReachable = new Store(true);

/** Milliseconds that an answer may take. A database that was asleep needs a few seconds. */
const answerTimeoutMs = 12_000;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestOptions<Sent> {
  /** A parameter that is empty or null is left out. */
  query?: Record<string, string | number | null>;
  body?: Sent;
  idempotencyKey?: string;
  /** The task is only changed while it has this version. */
  version?: number;
  /** Milliseconds that the answer may take. */
  timeoutMs?: number;
}

/** An address of the API. A parameter that is empty or null is left out. */
export function addressOf(path: string, query: Record<string, string | number | null> = {}): URL {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== "") url.searchParams.set(name, String(value));
  }
  return url;
}

/** The header that says who is asking; none on a platform that needs none. */
export function authorization(): { authorization?: string } {
  const token = getToken();
  return token ? { authorization: `Bearer ${token}` } : {};
}

/**
 * Asks the API, on behalf of the user who is signed in.
 * @returns the body of the answer; undefined when it has none
 * @throws {Problem}
 */
export async function request<Verb extends Method, Path extends Address<Lowercase<Verb>>>(
  method: Verb,
  path: Path,
  options: RequestOptions<Body<Lowercase<Verb>, Path>> = {},
): Promise<Answer<Lowercase<Verb>, Path>> {
  const { query, body, idempotencyKey, version, timeoutMs = answerTimeoutMs } = options;
  const asker = signedIn();
  const headers = {
    ...authorization(),
    ...(body && { "content-type": "application/json" }),
    ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
    ...(version && { "if-match": `"${version}"` }),
  };
  const init = { method, headers, body: body ? JSON.stringify(body) : null, signal: AbortSignal.timeout(timeoutMs) };
  const { response, text } = await send(addressOf(path, query), init);
  return readAnswer(response, text, asker);
}

/** As who requests are made now. */
const signedIn = (): string => JSON.stringify([getToken(), getAccount()]);

/**
 * The body of an answer; undefined when it has none.
 * @param asker as who it was asked; who has signed in since is not meant by a refusal. Default: as who one asks now
 * @throws {Problem} for a refusal
 */
export async function readAnswer<Read>(response: Response, text: string, asker = signedIn()): Promise<Read> {
  if (response.status === 204) return undefined as Read;
  const answer = parse(text);
  if (response.ok && answer !== undefined) return answer as Read;

  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  // What is no answer of the API, though it says that it is a success, comes from a proxy that has lost the API.
  const status = response.ok ? 502 : response.status;
  const problem = await toProblem(status, answer, Number.isFinite(seconds) ? seconds : undefined);
  if (response.status === 401 && asker === signedIn()) {
    document.dispatchEvent(new CustomEvent(unauthorized, { detail: problem }));
  }
  throw problem;
}

async function send(url: URL, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    isReachable.set(true);
    return { response, text };
  } catch (error) {
    isReachable.set(false);
    throw noAnswer(error);
  }
}

/** What failed before there was an answer. */
export function noAnswer(error: unknown): Problem {
  const isLate = error instanceof DOMException && error.name === "TimeoutError";
  return new Problem(0, isLate ? t.problem.noAnswer : t.problem.unreachable);
}

/** @param text a proxy on the way may answer with something that is not JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
