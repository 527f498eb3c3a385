import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "reminder-scheduler",
  subscribes: [{ topic: "reminders", delivery: "shared" }],
  publishes: ["reminders"],
  poolMax: 3,
  routes: [],
  authenticates: false,
  // It sleeps until something is due, and one is enough for that.
  defaults: { maxReplicas: 1 },
});
