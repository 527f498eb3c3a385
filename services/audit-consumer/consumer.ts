import type { FreeholdEvent } from "../contracts/envelope";
import { defineConsumer, type HandlerContext } from "../runtime/consumer/consumer";
import { definition } from "./definition";

/** Keeps an append-only history of each task: who did what, when, and what was there before and after. */
export const consumer = defineConsumer(definition, {
  "freehold.task.created.v1": (event, context) => record(event, context, null, event.data.task),
  "freehold.task.updated.v1": (event, context) => record(event, context, event.data.before, event.data.task),
  "freehold.task.completed.v1": (event, context) => record(event, context, event.data.before, event.data.task),
  "freehold.task.reopened.v1": (event, context) => record(event, context, event.data.before, event.data.task),
  "freehold.task.deleted.v1": (event, context) => record(event, context, event.data.before, null),
  "freehold.reminder.scheduled.v1": (event, context) => {
    const { previousRemindAt, ...reminder } = event.data;
    const before = previousRemindAt ? { ...reminder, remindAt: previousRemindAt } : null;
    return record(event, context, before, reminder);
  },
  "freehold.reminder.cancelled.v1": (event, context) => record(event, context, event.data, null),
  "freehold.reminder.due.v1": (event, context) => record(event, context, null, event.data),
});

async function record(event: FreeholdEvent, { tx }: HandlerContext, before: object | null, after: object | null) {
  await tx.query(
    `insert into freehold.audit_entries (event_id, type, task_id, owner_id, actor, occurred_at, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      event.id,
      event.type,
      event.subject,
      event.ownerid,
      event.actor,
      event.time,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
    ],
  );
}
