import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "reminder-consumer",
  subscribes: [{ topic: "task-events", delivery: "shared" }],
  publishes: ["reminders"],
  poolMax: 3,
  routes: [],
  authenticates: false,
  defaults: { node: "server" },
});
