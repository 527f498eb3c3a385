import { v7 as uuidv7 } from "uuid";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import type { EventData, EventType } from "../../services/contracts/events";
import type { TaskSnapshot } from "../../services/contracts/task";

/** A task as an event carries it, open and without a due date unless `changes` say otherwise. */
export const aTask = (changes: Partial<TaskSnapshot> = {}): TaskSnapshot => ({
  id: uuidv7(),
  ownerId: "ann",
  title: "Water the plants",
  description: null,
  priority: "medium",
  tags: [],
  status: "open",
  dueAt: null,
  reminders: [],
  recurrence: null,
  occurrence: null,
  completedAt: null,
  createdAt: "2026-03-01T08:00:00.000Z",
  updatedAt: "2026-03-01T08:00:00.000Z",
  version: 1,
  ...changes,
});

interface Place {
  subject?: string;
  sequence?: number;
  actor?: string;
}

/** An event as it comes from the transport. */
export function anEvent<T extends EventType>(type: T, data: EventData<T>, place: Place = {}): FreeholdEvent<T> {
  const subject = place.subject ?? uuidv7();
  const envelope = {
    specversion: "1.0",
    id: uuidv7(),
    source: "/freehold/test",
    type,
    subject,
    partitionkey: subject,
    time: "2026-03-01T08:00:00.000Z",
    datacontenttype: "application/json",
    sequence: place.sequence ?? 1,
    ownerid: "ann",
    actor: place.actor ?? "ann",
    traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    data,
  };
  return envelope as FreeholdEvent<T>;
}

/** The events of one task on one topic, in their order. */
export const created = (task: TaskSnapshot, sequence = 1) =>
  anEvent("freehold.task.created.v1", { task }, { subject: task.id, sequence });

export const updated = (task: TaskSnapshot, sequence: number) =>
  anEvent("freehold.task.updated.v1", { before: task, task }, { subject: task.id, sequence });
