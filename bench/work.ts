import { randomUUID } from "node:crypto";

/** What an effect needs of an event. */
export interface Work {
  id: string;
  subject: string;
  sequence: number;
}

/** The work is the same for all: one row of effect an event. */
export const effectsTable = "create table public.effects (event_id uuid, subject uuid, sequence int)";
export const effect = "insert into public.effects (event_id, subject, sequence) values ($1, $2, $3)";
/** The effects of many events in one statement. */
export const effects = `insert into public.effects (event_id, subject, sequence)
  select * from unnest($1::uuid[], $2::uuid[], $3::int[])`;
export const effectsOf = (all: readonly Work[]): unknown[] => [
  all.map(({ id }) => id),
  all.map(({ subject }) => subject),
  all.map(({ sequence }) => sequence),
];

/** Tasks that the events belong to. */
export const subjects = 500;

/** Events of `subjects` tasks, each in its order, as a query with one column: the event as JSON. */
export const generated = (events: number) => `
  select jsonb_build_object(
    'specversion', '1.0', 'id', gen_random_uuid(), 'source', '/freehold/bench', 'type', 'freehold.task-update.removed.v1',
    'subject', lpad((n % ${subjects})::text, 8, '0') || '-0000-7000-8000-000000000000',
    'partitionkey', lpad((n % ${subjects})::text, 8, '0') || '-0000-7000-8000-000000000000',
    'time', '2026-01-01T00:00:00.000Z', 'datacontenttype', 'application/json',
    'sequence', n / ${subjects} + 1, 'ownerid', 'ann', 'actor', 'ann',
    'data', jsonb_build_object('taskId', gen_random_uuid())) as event
  from generate_series(0, ${events - 1}) n order by n`;

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

/** Resolves `done` when `some` was told of `count` things. */
export function countdown(count: number): { done: Promise<void>; some: (number: number) => void } {
  let left = count;
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const some = (number: number) => {
    left -= number;
    if (left <= 0) finish();
  };
  return { done, some };
}
