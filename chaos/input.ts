import type { FreeholdEvent } from "../services/contracts/envelope";
import { below, type Random, seeded } from "./random";

/** What the workload is to do with an event, written in the title of its task. */
export type Kind = "plain" | "echo" | "slow" | "fails";

export interface InputOptions {
  /** Different events. */
  events: number;
  seed: number;
  /** Share of the events that come a second time, somewhat later. Default: 0. */
  duplicates?: number;
  /** How often each event comes. Default: 1. */
  copies?: number;
  /** Share of the events whose handler always throws. Default: 0. */
  poison?: number;
  /** Share of the events whose handler takes 50 ms. Default: 0. */
  slow?: number;
  /** Places that an event may be away from its own. Default: 0. */
  disorder?: number;
}

export interface Input {
  /** What is published, in this order. */
  deliveries: FreeholdEvent[];
  /** What must be there in the end, whatever happened in between. */
  expected: {
    /** `<topic> <subject> <sequence>` of each event that has an effect. */
    effects: Set<string>;
    /** Ids of the events that must be dead letters. */
    deadLetters: Set<string>;
  };
}

/** One event in so many of a task makes another event, which goes through outbox, broker and consumer once more. */
const echoEvery = 10;
const duplicateDistance = 500;
/** Events at the end, each of its own task and so spread over all partitions: once they are applied, all is. */
const trailers = 30;

export const effectKey = (topic: string, subject: string, sequence: number): string =>
  `${topic} ${subject} ${sequence}`;

/** Events of many tasks, each in its order unless told otherwise, and what they must lead to. The same for the same seed. */
export function makeInput(options: InputOptions): Input {
  const { events, seed, duplicates = 0, copies = 1, poison = 0, slow = 0, disorder = 0 } = options;
  const random = seeded(seed);
  const subjects = Array.from({ length: Math.max(1, Math.ceil(events / 50)) }, () => uuid(random));
  const sequences = new Map<string, number>();
  const echoes = new Map<string, number>();
  const placed: { at: number; event: FreeholdEvent }[] = [];
  const expected = { effects: new Set<string>(), deadLetters: new Set<string>() };
  for (let n = 0; n < events; n += 1) {
    const subject = subjects[below(random, subjects.length)] ?? "";
    const sequence = next(sequences, subject);
    const drawn = random();
    const kind: Kind =
      drawn < poison ? "fails" : sequence % echoEvery === 0 ? "echo" : drawn < poison + slow ? "slow" : "plain";
    const event = anEvent(uuid(random), subject, sequence, kind);
    if (kind === "fails") expected.deadLetters.add(event.id);
    else expected.effects.add(effectKey("task-events", subject, sequence));
    if (kind === "echo") expected.effects.add(effectKey("reminders", subject, next(echoes, subject)));
    placed.push({ at: n + (disorder > 0 ? below(random, disorder) : 0), event });
    for (let copy = 1; copy < copies; copy += 1) placed.push({ at: n + copy, event });
    if (random() < duplicates) placed.push({ at: n + 1 + below(random, duplicateDistance), event });
  }
  for (let n = 0; n < trailers; n += 1) {
    const subject = uuid(random);
    expected.effects.add(effectKey("task-events", subject, 1));
    placed.push({ at: Number.POSITIVE_INFINITY, event: anEvent(uuid(random), subject, 1, "plain") });
  }
  placed.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  return { deliveries: placed.map(({ event }) => event), expected };
}

function next(counts: Map<string, number>, key: string): number {
  const value = (counts.get(key) ?? 0) + 1;
  counts.set(key, value);
  return value;
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 8 }, () =>
    below(random, 2 ** 16)
      .toString(16)
      .padStart(4, "0"),
  ).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function anEvent(id: string, subject: string, sequence: number, title: Kind): FreeholdEvent {
  const time = "2026-01-01T00:00:00.000Z";
  const task = {
    id: subject,
    ownerId: "ann",
    title,
    description: null,
    priority: "medium" as const,
    tags: [],
    status: "open" as const,
    dueAt: null,
    reminders: [],
    recurrence: null,
    occurrence: null,
    completedAt: null,
    createdAt: time,
    updatedAt: time,
    version: sequence,
  };
  return {
    specversion: "1.0",
    id,
    source: "/freehold/chaos",
    type: "freehold.task.created.v1",
    subject,
    partitionkey: subject,
    time,
    datacontenttype: "application/json",
    sequence,
    ownerid: "ann",
    actor: "ann",
    traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    data: { task },
  };
}
