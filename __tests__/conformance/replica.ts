import type { Place } from "../../chaos/bus";
import { effectsTable } from "../../chaos/workload";
import { needs as auditNeeds } from "../../services/audit-consumer/needs";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import { type Consumer, defineConsumer } from "../../services/runtime/consumer";
import { type RunningHost, startHost } from "../../services/runtime/host";
import type { Service } from "../../services/runtime/service";
import { readSettings } from "../../services/runtime/settings";
import { needs as websocketNeeds } from "../../services/websocket/needs";
import { silent } from "../helpers/database";
import { until } from "../helpers/until";

export { effectsTable };

/** What the handler does with an event beside its effect; by default nothing. Throwing undoes the effect. */
export type Script = (event: FreeholdEvent, attempt: number) => Promise<void> | void;

/** A service in the place of the audit consumer whose every effect is a row; a task "echo" makes a further event. */
export function recorder(script: Script): Service {
  const attempts = new Map<string, number>();
  const record: NonNullable<Consumer["on"]["freehold.task.created.v1"]> = async (event, { tx, emit }) => {
    const attempt = (attempts.get(event.id) ?? 0) + 1;
    attempts.set(event.id, attempt);
    const { subject, sequence, ownerid, data } = event;
    await tx.query("insert into public.effects (topic, subject, sequence) values ('task-events', $1, $2)", [
      subject,
      sequence,
    ]);
    await script(event, attempt);
    if (data.task.title !== "echo") return;
    await emit({
      type: "freehold.reminder.cancelled.v1",
      subject,
      ownerId: ownerid,
      actor: "test",
      data: { reminderId: subject, taskId: subject, minutesBefore: 0, remindAt: "2026-01-01T00:00:00.000Z" },
    });
  };
  return {
    needs: auditNeeds,
    create: () => ({
      consumer: defineConsumer(auditNeeds, {
        "freehold.task.created.v1": record,
        "freehold.reminder.cancelled.v1": async (event) => script(event, 1),
      }),
    }),
  };
}

/** A service in the place of websocket, which hands on the title of every task that it hears of. */
export const listener = (hear: (title: string) => void): Service => ({
  needs: websocketNeeds,
  create: () => ({
    receive: (event) => {
      if (event.type === "freehold.task-update.changed.v1") hear(event.data.task.title);
    },
  }),
});

/** Starts a replica at its place and waits until it takes events. */
export async function startReplica(service: Service, place: Place, databaseUrl: string): Promise<RunningHost> {
  const host = await startHost({
    services: [service],
    settings: readSettings({ DATABASE_URL: databaseUrl, PORT: "0", ...place.environment }),
    logger: silent,
  });
  await until("the replica is ready", async () => (await fetch(`${host.url}/readyz`)).status === 200);
  return host;
}
