import { setTimeout as pause } from "node:timers/promises";
import { definition } from "../services/audit-consumer/definition";
import type { Envelope } from "../services/contracts/envelope";
import type { Topic } from "../services/contracts/topics";
import { type Consumer, defineConsumer } from "../services/runtime/consumer/consumer";
import type { Service } from "../services/runtime/host/service";

/** Where the workload writes: one row for each event, in the order in which they were applied. */
export const effectsTable = `
  create table public.effects (
    at bigint generated always as identity primary key,
    topic text not null, subject text not null, sequence int not null,
    applied_at timestamptz not null default clock_timestamp())`;

type Handling = Parameters<NonNullable<Consumer["on"]["freehold.task.created.v1"]>>;

/** The effect of an event: its row. */
export const haveEffect = async (topic: Topic, { subject, sequence }: Envelope, { tx }: Handling[1]): Promise<void> => {
  await tx.query("insert into public.effects (topic, subject, sequence) values ($1, $2, $3)", [
    topic,
    subject,
    sequence,
  ]);
};

/** Makes the event that follows from a task called "echo", so that outbox and relay have something to do. */
export function echo({ subject, ownerid, data }: Handling[0], { emit }: Handling[1]): void {
  if (data.task.title !== "echo") return;
  emit({
    type: "freehold.reminder.cancelled.v1",
    subject,
    ownerId: ownerid,
    actor: "chaos",
    data: { reminderId: subject, taskId: subject, minutesBefore: 0, remindAt: "2026-01-01T00:00:00.000Z" },
  });
}

const slowness = 50;

/**
 * A service whose effects can be counted. It stands in the place of the audit consumer, so that it runs behind the same
 * subscriptions, scopes and components as that one does.
 */
export const workload: Service = {
  definition,
  create: () => ({
    consumer: defineConsumer(definition, {
      "freehold.task.created.v1": async (event, context) => {
        const kind: string = event.data.task.title;
        await haveEffect("task-events", event, context);
        if (kind === "fails") throw new Error("This event is poison");
        if (kind === "slow") await pause(slowness);
        echo(event, context);
      },
      "freehold.reminder.cancelled.v1": (event, context) => haveEffect("reminders", event, context),
    }),
  }),
};
