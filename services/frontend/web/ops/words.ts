import type { Consumer, ConsumerState, ParkedEvent, Queue, Service } from "./types";

/** A number with two digits that matter: 0.034, 1.2, 340. */
export const short = (value: number): string =>
  value === 0 ? "0" : value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));

export const rate = (perSecond: number): string => (perSecond < 0.005 ? "0/s" : `${short(perSecond)}/s`);

/** A time in the unit that suits it. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "–";
  if (seconds < 1) return `${short(seconds * 1_000)} ms`;
  if (seconds < 120) return `${short(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}

/** How far a moment is away, as of another one. */
export function until(instant: string | null, at: string): string {
  if (instant === null) return "none";
  const seconds = (Date.parse(instant) - Date.parse(at)) / 1_000;
  return seconds <= 0 ? "now" : `in ${duration(seconds)}`;
}

export function since(instant: string | null, at: string): string {
  if (instant === null) return "never";
  return `${duration(Math.max(0, (Date.parse(at) - Date.parse(instant)) / 1_000))} ago`;
}

export const megabytes = (bytes: number): string => `${short(bytes / 1e6)} MB`;

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** How a service is. */
export const serviceWords: Record<Service["state"], string> = {
  ready: "ready",
  "not ready": "not ready",
  down: "down",
  elsewhere: "in another process",
};

/** What a state means, in a few words. */
export const stateWords: Record<ConsumerState, string> = {
  down: "Down",
  slow: "Slow",
  retrying: "Retrying",
  waiting: "Waiting",
  "dead-letters": "Dead letters",
};

/** What the matter is, in a sentence. */
export function explain(state: ConsumerState, queue: Queue | Consumer, at: string): string {
  switch (state) {
    case "down":
      return "No replica takes work. Its events wait in the broker.";
    case "slow":
      return `The oldest event in hand is ${duration(queue.lagSeconds)} old.`;
    case "retrying":
      return `${plural(queue.parked - queue.waiting, "event")} failed; the next try comes ${until(queue.nextDueAt, at)}.`;
    case "waiting":
      return `${plural(queue.waiting, "event")} arrived before the one that comes first.`;
    case "dead-letters":
      return `${plural("newDeadLetters" in queue ? queue.newDeadLetters : 0, "event")} given up on in the last ten minutes.`;
  }
}

/** Why a parked event is parked. */
export function parkedWords(
  { reason, failures, dueAt, awaitedSequence, awaitedEventId }: ParkedEvent,
  at: string,
): string {
  if (reason === "retry")
    return failures === 0
      ? `first try ${until(dueAt, at)}`
      : `failed ${plural(failures, "time")}, next try ${until(dueAt, at)}`;
  const what = awaitedSequence === null ? "its predecessor" : `event ${awaitedSequence} of its task`;
  const where = awaitedEventId === null ? "which has not arrived" : `which is parked itself (${awaitedEventId})`;
  return `waits for ${what}, ${where}; goes on without it ${until(dueAt, at)}`;
}
