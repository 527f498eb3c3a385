import { setTimeout as pause } from "node:timers/promises";
import { needs } from "../services/audit-consumer/needs";
import { defineConsumer } from "../services/runtime/consumer";
import type { Service } from "../services/runtime/service";

/** Where the workload writes: one row for each event, in the order in which they were applied. */
export const effectsTable = `
  create table public.effects (
    at bigint generated always as identity primary key,
    topic text not null, subject text not null, sequence int not null,
    applied_at timestamptz not null default clock_timestamp())`;

const insertEffect = "insert into public.effects (topic, subject, sequence) values ($1, $2, $3)";
const slowness = 50;

/**
 * A service whose effects can be counted. It stands in the place of the audit consumer, so that it runs behind the same
 * subscriptions, scopes and components as that one does.
 */
export const workload: Service = {
  needs,
  create: () => ({
    consumer: defineConsumer(needs, {
      "freehold.task.created.v1": async ({ subject, sequence, ownerid, data }, { tx, emit }) => {
        const kind: string = data.task.title;
        await tx.query(insertEffect, ["task-events", subject, sequence]);
        if (kind === "fails") throw new Error("This event is poison");
        if (kind === "slow") await pause(slowness);
        if (kind === "echo") {
          await emit({
            type: "freehold.reminder.cancelled.v1",
            subject,
            ownerId: ownerid,
            actor: "chaos",
            data: { reminderId: subject, taskId: subject, minutesBefore: 0, remindAt: "2026-01-01T00:00:00.000Z" },
          });
        }
      },
      "freehold.reminder.cancelled.v1": async ({ subject, sequence }, { tx }) => {
        await tx.query(insertEffect, ["reminders", subject, sequence]);
      },
    }),
  }),
};
