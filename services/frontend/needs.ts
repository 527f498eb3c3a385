import type { ServiceNeeds } from "../contracts/needs";

export const needs: ServiceNeeds = {
  name: "frontend",
  subscribes: [],
  publishes: [],
  poolMax: 0,
  routes: ["/"],
  authenticates: false,
};
