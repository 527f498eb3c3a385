import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "recurring-task-consumer",
  subscribes: [{ topic: "task-events", delivery: "shared" }],
  publishes: ["task-events", "task-updates"],
  poolMax: 3,
  routes: [],
  authenticates: false,
  defaults: { node: "server" },
});
