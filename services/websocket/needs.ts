import type { ServiceNeeds } from "../contracts/needs";

export const needs: ServiceNeeds = {
  name: "websocket",
  subscribes: [{ topic: "task-updates", delivery: "broadcast" }],
  publishes: [],
  poolMax: 0,
  routes: ["/ws"],
  authenticates: true,
};
