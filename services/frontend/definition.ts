import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "frontend",
  poolMax: 0,
  routes: ["/"],
  authenticates: false,
  defaults: { node: "server" },
});
