import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "websocket",
  subscribes: [{ topic: "task-updates", delivery: "broadcast" }],
  publishes: [],
  poolMax: 0,
  routes: ["/ws"],
  authenticates: true,
});
