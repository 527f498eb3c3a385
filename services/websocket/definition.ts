import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "websocket",
  subscribes: [{ topic: "task-updates", delivery: "broadcast" }],
  // Sessions and personal tokens are looked up.
  poolMax: 1,
  routes: ["/ws"],
  authenticates: true,
});
