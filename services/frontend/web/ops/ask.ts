import { Problem } from "../shared/problem";
import { unauthorized } from "../shared/request";
import { getToken } from "../shared/session";
import type { Counts, HistoryPoint, ParkedEvent, Picture } from "./types";

/** Milliseconds that an answer may take. */
const timeoutMs = 8_000;

/**
 * Asks the API as the page does, but shows an operator what the platform says of a failure as it is.
 * @throws Problem
 */
async function ask<Answer>(path: string): Promise<Answer> {
  const token = getToken();
  const headers = token ? { authorization: `Bearer ${token}` } : undefined;
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { headers, signal: AbortSignal.timeout(timeoutMs) });
    body = await response.json();
  } catch {
    throw new Problem(0, "The platform does not answer.");
  }
  if (response.ok) return body as Answer;
  const detail = typeof body === "object" && body && "detail" in body ? String(body.detail) : "";
  const problem = new Problem(response.status, detail || `The platform refused this (${response.status}).`);
  if (response.status === 401) document.dispatchEvent(new CustomEvent(unauthorized, { detail: problem }));
  throw problem;
}

const ops = "/api/operator/ops";
const ofConsumer = (name: string) => `${ops}/consumers/${encodeURIComponent(name)}`;

/** What the page asks of the API. Each throws a Problem. */
export const api = {
  picture: () => ask<Picture>(ops),
  history: (consumer: string) => ask<{ points: HistoryPoint[] }>(`${ofConsumer(consumer)}/history`),
  /** Wakes a database that sleeps. */
  counts: () => ask<Counts>(`${ops}/counts`),
  /** Wakes a database that sleeps. */
  parked: (consumer: string, cursor: string | null) =>
    ask<{ items: ParkedEvent[]; nextCursor: string | null }>(
      `${ofConsumer(consumer)}/parked${cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
    ),
};
