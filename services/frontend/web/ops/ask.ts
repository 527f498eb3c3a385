import { t } from "../messages/language";
import { Problem } from "../shared/problem";
import { toProblem } from "../shared/refusal";
import { unauthorized } from "../shared/request";
import { getToken } from "../shared/session";
import type {
  Batch,
  Counts,
  DeadLetterFilter,
  DeadLetterStatus,
  Groups,
  HistoryPoint,
  ParkedEvent,
  Picture,
} from "./types";

/** Milliseconds that an answer may take. */
const timeoutMs = 8_000;
/** The same where a database may have to wake, or change 50 dead letters. */
const longTimeoutMs = 20_000;

/**
 * Asks the API, on behalf of the operator who is signed in.
 * @param body sent by POST; without one it is a GET
 * @throws Problem
 */
async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const token = getToken();
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body && { "content-type": "application/json" }),
  };
  const sent = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const signal = AbortSignal.timeout(path.startsWith(letters) ? longTimeoutMs : timeoutMs);
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, { ...sent, headers, signal });
    answer = await response.json();
  } catch {
    throw new Problem(0, t.problem.noAnswer);
  }
  if (response.ok) return answer as Answer;
  const problem = await toProblem(response.status, answer);
  if (response.status === 401) document.dispatchEvent(new CustomEvent(unauthorized, { detail: problem }));
  throw problem;
}

const ops = "/api/operator/ops";
const letters = "/api/dead-letters";
const ofConsumer = (name: string) => `${ops}/consumers/${encodeURIComponent(name)}`;

/** What the page asks of the API. Each throws a Problem. */
export const api = {
  picture: () => ask<Picture>(ops),
  history: (consumer: string) => ask<{ points: HistoryPoint[] }>(`${ofConsumer(consumer)}/history`),
  // What follows wakes a database that sleeps.
  counts: () => ask<Counts>(`${ops}/counts`),
  parked: (consumer: string, cursor: string | null) =>
    ask<{ items: ParkedEvent[]; nextCursor: string | null }>(
      `${ofConsumer(consumer)}/parked${cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
    ),
  groups: (filter: DeadLetterFilter) => ask<Groups>(`${letters}/groups?${new URLSearchParams({ ...filter })}`),
  batch: (verb: "replay" | "discard", body: { filter: DeadLetterFilter; reason?: string; cursor?: string }) =>
    ask<Batch>(`${letters}/batch/${verb}`, body),
  statuses: (ids: readonly string[]) =>
    ask<{ items: { id: string; status: DeadLetterStatus }[] }>(`${letters}/batch/statuses`, { ids }),
};
