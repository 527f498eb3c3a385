import { idempotencyKeyHours, restorableDays } from "../contracts/retention";
import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "backend",
  publishes: ["task-events", "reminders", "task-updates"],
  poolMax: 5,
  routes: ["/api", "/calendar"],
  uploads: ["/api/import"],
  authenticates: true,
  readsMetrics: true,
  expires: [
    {
      table: "idempotency_keys",
      expired: "r.created_at < now() - $2 * interval '1 day'",
      days: idempotencyKeyHours / 24,
    },
    { table: "deleted_tasks", expired: "r.deleted_at < now() - $2 * interval '1 day'", days: restorableDays },
  ],
  defaults: {
    node: "server",
    // Users wait for it: one pod answers while the other, or its sidecar, starts again.
    replicas: 2,
    // Its share of a node's core where consumers have much to do.
    requests: { cpuMillis: 50, memoryMib: 112 },
    limits: { cpuMillis: 300, memoryMib: 1024 },
  },
});
