import type { ServiceNeeds } from "../contracts/needs";

export const needs: ServiceNeeds = {
  name: "reminder-scheduler",
  subscribes: [{ topic: "reminders", delivery: "shared" }],
  publishes: ["reminders"],
  poolMax: 3,
  routes: [],
  authenticates: false,
};
