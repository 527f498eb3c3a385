import type { ServiceNeeds } from "../contracts/needs";

export const needs: ServiceNeeds = {
  name: "backend",
  subscribes: [],
  publishes: ["task-events", "reminders", "task-updates"],
  poolMax: 5,
  routes: ["/api"],
  authenticates: true,
};
