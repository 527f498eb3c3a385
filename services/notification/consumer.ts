import { v7 as uuidv7 } from "uuid";
import { type Consumer, defineConsumer } from "../runtime/consumer";
import { needs } from "./needs";
import { postWebhook } from "./webhook";

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
    await emit({
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
 * @param webhookUrl where notifications are posted to as well, asked for at each; undefined for nowhere
 */
export const createConsumer = (webhookUrl?: () => Promise<string | undefined>): Consumer =>
  defineConsumer(
    needs,
    inside,
    webhookUrl && {
      "freehold.reminder.due.v1": async (event, context) => {
        const url = await webhookUrl();
        if (url) await postWebhook(url, event, context);
      },
    },
  );
