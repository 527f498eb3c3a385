import { randomUUID } from "node:crypto";

/** The work is the same for all: one row of effect an event. */
export const effectsTable = "create table public.effects (event_id uuid, subject uuid, sequence int)";
export const effect = "insert into public.effects (event_id, subject, sequence) values ($1, $2, $3)";
/** Tasks that the events belong to. */
export const subjects = 500;
/** The same as an object: event number `n` of a run. */
export function aTaskRemoval(n: number) {
  const subject = `${String(n % subjects).padStart(8, "0")}-0000-7000-8000-000000000000`;
  return {
    specversion: "1.0",
    id: randomUUID(),
    source: "/freehold/bench",
    type: "freehold.task-update.removed.v1",
    subject,
    partitionkey: subject,
    time: "2026-01-01T00:00:00.000Z",
    datacontenttype: "application/json",
    sequence: Math.floor(n / subjects) + 1,
    ownerid: "ann",
    actor: "ann",
    data: { taskId: subject },
  };
}

/** Resolves `done` when `one` was called `count` times. */
export function countdown(count: number): { done: Promise<void>; one: () => void } {
  let left = count;
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const one = () => {
    left -= 1;
    if (left === 0) finish();
  };
  return { done, one };
}
