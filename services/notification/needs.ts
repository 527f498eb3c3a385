import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "notification",
  subscribes: [{ topic: "reminders", delivery: "shared" }],
  publishes: ["task-updates"],
  poolMax: 3,
  routes: [],
  authenticates: false,
});
