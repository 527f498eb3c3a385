import { defineConsumer } from "../runtime/consumer/consumer";
import type { Service } from "../runtime/host/service";
import { definition } from "./definition";
import { ReminderMetrics } from "./metrics";
import { ReminderScheduler } from "./scheduler";

export const service: Service = {
  definition,
  create: (context) => {
    const scheduler = new ReminderScheduler({ ...context, metrics: new ReminderMetrics(context.metrics.registry) });
    const consumer = defineConsumer(definition, {
      "freehold.reminder.scheduled.v1": async ({ data }, { afterCommit }) =>
        afterCommit(() => scheduler.expect(new Date(data.remindAt))),
    });
    return { consumer, start: () => scheduler.start(), stop: () => scheduler.stop() };
  },
};
