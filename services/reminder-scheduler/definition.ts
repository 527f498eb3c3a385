import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "reminder-scheduler",
  subscribes: [{ topic: "reminders", delivery: "shared" }],
  publishes: ["reminders"],
  poolMax: 3,
  // It sleeps until something is due, and one is enough for that.
  defaults: { maxReplicas: 1 },
});
