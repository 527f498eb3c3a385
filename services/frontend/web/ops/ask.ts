import type { Body } from "../../../../packages/client/routes";
import { request } from "../shared/request";
import type { DeadLetterFilter } from "./types";

/** Milliseconds that an answer may take. */
const timeoutMs = 8_000;
/** The same where a database may have to wake, or change 50 dead letters. */
const longTimeoutMs = 20_000;

/** What the page asks of the API. Each throws a Problem. */
export const api = {
  picture: () => request("GET", "/api/operator/ops", { timeoutMs }),
  history: (consumer: string) =>
    request("GET", `/api/operator/ops/consumers/${encodeURIComponent(consumer)}/history`, { timeoutMs }),
  // What follows wakes a database that sleeps.
  counts: () => request("GET", "/api/operator/ops/counts", { timeoutMs }),
  parked: (consumer: string, cursor: string | null) =>
    request("GET", `/api/operator/ops/consumers/${encodeURIComponent(consumer)}/parked`, {
      query: { cursor },
      timeoutMs,
    }),
  groups: (filter: DeadLetterFilter) =>
    request("GET", "/api/dead-letters/groups", { query: filter, timeoutMs: longTimeoutMs }),
  replay: (body: Body<"post", "/api/dead-letters/batch/replay">) =>
    request("POST", "/api/dead-letters/batch/replay", { body, timeoutMs: longTimeoutMs }),
  discard: (body: Body<"post", "/api/dead-letters/batch/discard">) =>
    request("POST", "/api/dead-letters/batch/discard", { body, timeoutMs: longTimeoutMs }),
  statuses: (ids: readonly string[]) =>
    request("POST", "/api/dead-letters/batch/statuses", { body: { ids: [...ids] }, timeoutMs: longTimeoutMs }),
};
