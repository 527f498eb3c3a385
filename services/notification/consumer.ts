import { v7 as uuidv7 } from "uuid";
import { type Consumer, defineConsumer, type OutsideHandler } from "../runtime/consumer";
import type { Channel } from "./channel";
import { needs } from "./needs";

/** Turns a due reminder into a notification: a row that stays, and a message to whoever has the page open. */
const inside: Consumer["on"] = {
  "freehold.reminder.due.v1": async ({ data, ownerid }, { tx, emit }) => {
    const { taskId, title, dueAt, minutesBefore } = data;
    const notificationId = uuidv7();
    const { rowCount } = await tx.query(
      `insert into freehold.notifications
         (id, reminder_id, task_id, owner_id, actor, title, due_at, minutes_before, remind_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (reminder_id, remind_at) do nothing`,
      [notificationId, data.reminderId, taskId, ownerid, needs.name, title, dueAt, minutesBefore, data.remindAt],
    );
    // A reminder that was moved away and back to a time at which it has fired is due again, but it is no news.
    if (rowCount === 0) return;
    emit({
      type: "freehold.task-update.notified.v1",
      subject: taskId,
      ownerId: ownerid,
      actor: needs.name,
      data: { notificationId, taskId, title, dueAt, minutesBefore },
    });
  },
};

/**
 * The consumer of the service.
 * @param channels by which notifications leave the platform as well. Default: none
 */
export const createConsumer = (channels: readonly Channel[] = []): Consumer =>
  defineConsumer(
    needs,
    inside,
    channels.length === 0
      ? undefined
      : {
          "freehold.reminder.due.v1": Object.fromEntries(
            channels.map((channel): [string, OutsideHandler<"freehold.reminder.due.v1">] => [
              channel.name,
              (event, { idempotencyKey }) => channel.deliver(event, idempotencyKey),
            ]),
          ),
        },
  );
