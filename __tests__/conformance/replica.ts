import type { Place } from "../../chaos/transport";
import { echo, effectsTable, haveEffect } from "../../chaos/workload";
import { definition as auditDefinition } from "../../services/audit-consumer/definition";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import { defineConsumer } from "../../services/runtime/consumer/consumer";
import { type RunningHost, startHost } from "../../services/runtime/host/host";
import type { Service } from "../../services/runtime/host/service";
import { readSettings } from "../../services/runtime/settings/settings";
import { definition as websocketDefinition } from "../../services/websocket/definition";
import { silent } from "../helpers/database";
import { until } from "../helpers/until";

export { effectsTable };

/** What the handler does with an event beside its effect; by default nothing. Throwing undoes the effect. */
export type Script = (event: FreeholdEvent, attempt: number) => Promise<void> | void;

/** A service in the place of the audit consumer whose every effect is a row; a task "echo" makes a further event. */
export function recorder(script: Script): Service {
  const attempts = new Map<string, number>();
  return {
    definition: auditDefinition,
    create: () => ({
      consumer: defineConsumer(auditDefinition, {
        "freehold.task.created.v1": async (event, context) => {
          const attempt = (attempts.get(event.id) ?? 0) + 1;
          attempts.set(event.id, attempt);
          await haveEffect("task-events", event, context);
          await script(event, attempt);
          echo(event, context);
        },
        "freehold.reminder.cancelled.v1": async (event) => script(event, 1),
      }),
    }),
  };
}

/** A service in the place of websocket, which hands on the title of every task that it hears of. */
export const listener = (hear: (title: string) => void): Service => ({
  definition: websocketDefinition,
  create: () => ({
    receive: (event) => {
      if (event.type === "freehold.task-update.changed.v1") hear(event.data.task.title);
    },
  }),
});

/** Starts a replica at its place, which may not take events yet. */
export const launchReplica = (service: Service, place: Place, databaseUrl: string): Promise<RunningHost> =>
  startHost({
    services: [service],
    settings: readSettings({ DATABASE_URL: databaseUrl, PORT: "0", ...place.environment }),
    logger: silent,
  });

/** A connection that was kept from the replica before at the same port may be refused once. */
export const isReady = ({ url }: RunningHost): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** Starts a replica at its place and waits until it takes events. */
export async function startReplica(service: Service, place: Place, databaseUrl: string): Promise<RunningHost> {
  const host = await launchReplica(service, place, databaseUrl);
  // Its sidecar starts a consumer group first, on a machine that may be busy.
  await until("the replica is ready", () => isReady(host));
  return host;
}
