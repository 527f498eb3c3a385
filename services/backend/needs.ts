import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "backend",
  subscribes: [],
  publishes: ["task-events", "reminders", "task-updates"],
  poolMax: 5,
  routes: ["/api"],
  authenticates: true,
  defaults: { node: "server", limits: { cpuMillis: 300, memoryMib: 1024 } },
});
