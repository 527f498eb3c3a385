import { defineNeeds } from "../contracts/needs";

export const needs = defineNeeds({
  name: "frontend",
  subscribes: [],
  publishes: [],
  poolMax: 0,
  routes: ["/"],
  authenticates: false,
  defaults: { node: "server" },
});
