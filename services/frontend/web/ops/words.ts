import { duration } from "./format";
import { w } from "./messages/words";
import type { Consumer, ConsumerState, ParkedEvent, Picture, Queue, Service } from "./types";

/** How far a moment is away, as of another one. */
export function until(instant: string | null, at: string): string {
  if (instant === null) return w.none;
  const seconds = (Date.parse(instant) - Date.parse(at)) / 1_000;
  return seconds <= 0 ? w.now : w.inTime(duration(seconds));
}

export function since(instant: string | null, at: string): string {
  if (instant === null) return w.never;
  return w.ago(duration(Math.max(0, (Date.parse(at) - Date.parse(instant)) / 1_000)));
}

/** Milliseconds for which a start is news: one that was killed may be back before anybody looks. */
const newsMs = 60_000;

/** When the newest replica of a service started, if that is news. */
export function startedNews({ startedAt }: Service, at: string): string | undefined {
  if (startedAt === null || Date.parse(at) - Date.parse(startedAt) > newsMs) return undefined;
  return w.services.started(since(startedAt, at));
}

/** How many replicas a service has, in which versions, and since when. */
export function replicaWords(service: Service, at: string): string {
  const { replicas, gone, versions } = service;
  const words = w.services;
  const parts = [
    words.replicas(replicas),
    gone > 0 && words.gone(gone),
    words.versions(versions),
    startedNews(service, at),
  ];
  return parts.filter(Boolean).join(", ");
}

/** What the matter is, in a sentence. */
export function explain(state: ConsumerState, queue: Queue | Consumer, at: string): string {
  switch (state) {
    case "down":
      return w.explain.down;
    case "partly-down":
      return w.explain.partlyDown;
    case "slow":
      return w.explain.slow(duration(queue.lagSeconds));
    case "retrying":
      return w.explain.retrying(queue.parked - queue.waiting, until(queue.nextDueAt, at));
    case "waiting":
      return w.explain.waiting(queue.waiting);
    case "dead-letters":
      return w.explain.deadLetters("newDeadLetters" in queue ? queue.newDeadLetters : 0);
  }
}

/** Why a parked event is parked. */
export function parkedWords(
  { reason, failures, dueAt, awaitedSequence, awaitedEventId }: ParkedEvent,
  at: string,
): string {
  const words = w.parked;
  const due = until(dueAt, at);
  if (reason === "retry") return failures === 0 ? words.firstTry(due) : words.failed(failures, due);
  const what = awaitedSequence === null ? words.predecessor : words.awaited(awaitedSequence);
  const where = awaitedEventId === null ? words.missing : words.parkedToo(awaitedEventId);
  return words.waits(what, where, due);
}

/** A promise and whether it holds, in the language of the page; one that the page does not know, as the API says it. */
export function promiseWords(
  { id, promise, says, value, limitSeconds }: Picture["promises"][number],
  services: Picture["services"],
): [promise: string, says: string] {
  const unwell = services.filter(({ state }) => state === "down" || state === "not ready").map(({ name }) => name);
  const seen = { value, limit: duration(limitSeconds ?? null), unwell: unwell.join(", ") };
  return w.promises.words[id]?.(seen) ?? [promise, says];
}
