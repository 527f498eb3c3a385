import type { ServiceNeeds } from "../contracts/needs";

export const needs: ServiceNeeds = {
  name: "reminder-consumer",
  subscribes: [{ topic: "task-events", delivery: "shared" }],
  publishes: ["reminders"],
  poolMax: 3,
  routes: [],
  authenticates: false,
};
