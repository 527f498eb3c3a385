import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "audit-consumer",
  subscribes: [
    { topic: "task-events", delivery: "shared" },
    { topic: "reminders", delivery: "shared" },
  ],
  publishes: [],
  poolMax: 3,
  routes: [],
  authenticates: false,
  defaults: { node: "server" },
});
