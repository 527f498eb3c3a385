import type { ServiceNeeds } from "../contracts/needs";

export const needs: ServiceNeeds = {
  name: "notification",
  subscribes: [{ topic: "reminders", delivery: "shared" }],
  publishes: ["task-updates"],
  poolMax: 3,
  routes: [],
  authenticates: false,
};
