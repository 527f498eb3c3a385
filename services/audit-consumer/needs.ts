import type { ServiceNeeds } from "../contracts/needs";

export const needs: ServiceNeeds = {
  name: "audit-consumer",
  subscribes: [
    { topic: "task-events", delivery: "shared" },
    { topic: "reminders", delivery: "shared" },
  ],
  publishes: [],
  poolMax: 3,
  routes: [],
  authenticates: false,
};
