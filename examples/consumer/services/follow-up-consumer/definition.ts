import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "follow-up-consumer",
  subscribes: [{ topic: "task-events", delivery: "shared" }],
  publishes: ["task-events", "task-updates"],
  poolMax: 3,
});
