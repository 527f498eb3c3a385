import { oidcSettings } from "../contracts/oidc";
import { idempotencyKeyHours, restorableDays } from "../contracts/retention";
import { defineService } from "../contracts/service-definition";
import { Setting, variablesOf } from "../contracts/setting";
import { word } from "../contracts/setting-types";
import { pushKeyPair } from "../contracts/web-push";

const settings = {
  pushPublicKey: new Setting("PUSH_PUBLIC_KEY", word.optional(), {
    description: "Public half of NOTIFICATION_PUSH_KEY, as PEM. Without it: no browser can subscribe.",
  }),
  oidc: oidcSettings,
};

/** The environment variables of the service. */
export const environment = variablesOf(settings);

export const definition = defineService({
  name: "backend",
  publishes: ["task-events", "reminders", "task-updates"],
  poolMax: 5,
  routes: ["/api", "/calendar"],
  uploads: ["/api/import"],
  authenticates: true,
  readsMetrics: true,
  readsPublicKey: { keyPair: pushKeyPair, variable: environment.pushPublicKey },
  signsIn: true,
  settings,
  expires: [
    {
      table: "idempotency_keys",
      expired: "r.created_at < now() - $2 * interval '1 day'",
      days: idempotencyKeyHours / 24,
    },
    { table: "deleted_tasks", expired: "r.deleted_at < now() - $2 * interval '1 day'", days: restorableDays },
    // What signs in is of no use after its end; lists show it for a day.
    ...["invites", "sessions", "personal_tokens"].map((table) => ({
      ...{ table, expired: "r.expires_at < now() - $2 * interval '1 day'", days: 1 },
    })),
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
