import type { Counts, HistoryPoint, ParkedEvent, Picture } from "./types";

/** Milliseconds that an answer may take. */
const timeoutMs = 8_000;

/** An answer that is not a success. Status 0: there was none. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** @throws Refusal */
async function ask<Answer>(path: string): Promise<Answer> {
  const token = sessionStorage.getItem("freehold.token");
  const headers = token ? { authorization: `Bearer ${token}` } : undefined;
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { headers, signal: AbortSignal.timeout(timeoutMs) });
    body = await response.json();
  } catch {
    throw new Refusal(0, "The platform does not answer.");
  }
  if (response.ok) return body as Answer;
  const detail = typeof body === "object" && body && "detail" in body ? String(body.detail) : "";
  throw new Refusal(response.status, detail || `The platform refused this (${response.status}).`);
}

const ops = "/api/operator/ops";
const ofConsumer = (name: string) => `${ops}/consumers/${encodeURIComponent(name)}`;

/** What the page asks of the API. Each throws a Refusal. */
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
