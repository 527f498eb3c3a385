import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "websocket",
  subscribes: [{ topic: "task-updates", delivery: "broadcast" }],
  poolMax: 0,
  routes: ["/ws"],
  authenticates: true,
});
