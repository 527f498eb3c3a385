import type { Expiry } from "../contracts/retention";
import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "reminder-consumer",
  subscribes: [{ topic: "task-events", delivery: "shared" }],
  publishes: ["reminders"],
  poolMax: 3,
  expires: ["reminders", "snoozes"].map(
    (table): Expiry => ({
      // Of an open task, and of one that can be restored, a fired reminder stays: it keeps the reminder from being made again.
      table,
      expired: `r.status <> 'scheduled' and r.remind_at < now() - $2 * interval '1 day' and not exists
       (select from freehold.tasks t where t.id = r.task_id and t.status = 'open')
       and not exists (select from freehold.deleted_tasks d where d.id = r.task_id)`,
      days: "notificationDays",
    }),
  ),
  defaults: { node: "server" },
});
