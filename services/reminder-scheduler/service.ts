import { defineConsumer } from "../runtime/consumer";
import type { Service } from "../runtime/service";
import { needs } from "./needs";
import { ReminderScheduler } from "./scheduler";

export const service: Service = {
  needs,
  create: (context) => {
    const scheduler = new ReminderScheduler(context);
    const consumer = defineConsumer(needs, {
      "freehold.reminder.scheduled.v1": async ({ data }, { afterCommit }) =>
        afterCommit(() => scheduler.expect(new Date(data.remindAt))),
    });
    return { consumer, start: () => scheduler.start(), stop: () => scheduler.stop() };
  },
};
