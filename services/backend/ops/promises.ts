import type { Picture } from "./ops-schemas";

type Seen = Omit<Picture, "promises"> & { duplicates: number; gaps: number };

/** Seconds after which the effect of an event is late, and a reminder. */
const effectSeconds = 2;
const reminderSeconds = 120;

const times = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** What the platform promises, and whether it holds now; null where nothing has put it to the test. */
export function promises(seen: Seen): Picture["promises"] {
  const { outbox, consumers, scheduler, services, duplicates, gaps } = seen;
  const slowest = Math.max(...consumers.map(({ p99Seconds }) => p99Seconds ?? -1));
  const lost = consumers.reduce((sum, { newDeadLetters }) => sum + newDeadLetters, 0);
  const here = services.filter(({ state }) => state !== "elsewhere");
  const unwell = here.filter(({ state }) => state === "down" || state === "not ready").map(({ name }) => name);
  const lateness = scheduler.latenessP99Seconds;
  return [
    {
      id: "relayed",
      promise: "Every committed event reaches its topic",
      value: outbox.refused,
      holds: outbox.refused === 0,
      says:
        outbox.refused === 0
          ? "The broker took every batch of the last hour."
          : `The broker refused ${times(outbox.refused, "batch", "batches")} in the last hour; the events wait in the outbox.`,
    },
    {
      id: "once",
      promise: "Each event has one effect",
      value: duplicates,
      holds: true,
      says: `Recognised ${times(duplicates, "repeated delivery", "repeated deliveries")} in the last hour.`,
    },
    {
      id: "order",
      promise: "Events of a task keep their order",
      value: gaps,
      holds: gaps === 0,
      says:
        gaps === 0
          ? "No event was applied before its predecessor in the last hour."
          : `${times(gaps, "event", "events")} went ahead in the last hour: the predecessor never came.`,
    },
    {
      id: "applied",
      promise: "No event is given up on",
      value: lost,
      holds: lost === 0,
      says:
        lost === 0
          ? "No new dead letter in ten minutes."
          : `${times(lost, "new dead letter", "new dead letters")} in ten minutes.`,
    },
    {
      id: "prompt",
      promise: `An effect follows its event within ${effectSeconds} s`,
      value: slowest < 0 ? null : slowest,
      limitSeconds: effectSeconds,
      holds: slowest < 0 ? null : slowest <= effectSeconds,
      says:
        slowest < 0
          ? "No event in five minutes."
          : `The slowest consumer's p99 of five minutes is ${round(slowest)} s.`,
    },
    {
      id: "reminders",
      promise: `Reminders fire within ${reminderSeconds / 60} min`,
      value: lateness,
      limitSeconds: reminderSeconds,
      holds: lateness === null ? null : lateness <= reminderSeconds,
      says:
        lateness === null ? "No reminder fired in five minutes." : `p99 of five minutes: ${round(lateness)} s late.`,
    },
    {
      id: "services",
      promise: "Every service takes work",
      value: unwell.length,
      holds: unwell.length === 0,
      says: unwell.length === 0 ? `All ${here.length} do.` : `Not: ${unwell.join(", ")}.`,
    },
  ];
}

const round = (seconds: number): number => Number(seconds.toPrecision(2));
