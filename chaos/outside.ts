import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { aDueReminder } from "../__tests__/helpers/notifications";
import { until } from "../__tests__/helpers/until";
import { definition } from "../services/notification/definition";
import { DaprStateIdempotency } from "../services/runtime/consumer/idempotency/dapr-state";
import { InboxIdempotency } from "../services/runtime/consumer/idempotency/inbox";
import { maxInFlight } from "../services/runtime/consumer/side-effects";
import type { Failpoint } from "../services/runtime/core/failpoint";
import { compileProgram } from "./compiled-program";
import { type ChaosDatabase, startDatabase } from "./database";
import { dieAt } from "./failpoints";
import type { RunOptions } from "./run";
import { ServiceProcess } from "./service-process";
import { startTransport } from "./start-transport";
import { withStops } from "./stops";
import type { TransportName } from "./transport";
import type { Verdict } from "./verdict";

/** One event in so many of the run's has a side effect. */
const share = 10;
/** So many more statements than effects are hit: a start takes ten or so, and an effect as many. */
const statements = 5;
/** Seconds for which a process that died may hold up a side effect, and the time to run the rest. */
const settleLimit = 240;

/** The guarantee of an adapter, the query for the side effects that it has recorded, and its requests for each. */
const adapters = {
  inbox: {
    declared: InboxIdempotency.guarantee,
    noted: `select event_id::text as id from freehold.inbox where consumer = '${definition.name}/webhook' and lease_until is null`,
    requests: 2,
  },
  "dapr-state": {
    declared: DaprStateIdempotency.guarantee,
    noted: "select split_part(key, '/', 3) as id from dapr_state.state where key like '%/webhook/%/done'",
    requests: 4,
  },
} as const;
type Adapter = keyof typeof adapters;

/** Those that the transport has the means for. */
export const adaptersOn = (transportName: TransportName): Adapter[] =>
  transportName.startsWith("dapr") ? ["inbox", "dapr-state"] : ["inbox"];

/** Counts what is posted to it, by the event that the idempotency key names. */
async function startReceiver() {
  const had = new Map<string, number>();
  const server = createServer((request, response) => {
    const id = String(request.headers["idempotency-key"]).split("/").at(-1) ?? "";
    had.set(id, (had.get(id) ?? 0) + 1);
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    ...{ had, url: `http://127.0.0.1:${port}` },
    stop: async () => void server.close(),
  };
}

/**
 * Kills the notification service before and after each step around a side effect. Then it compares what the receiver got
 * with the guarantee of the idempotency adapter: none lost, and repeated only if the service died between the effect and
 * its record.
 */
export async function outside(adapter: Adapter, { transportName, events, times, say }: RunOptions): Promise<Verdict> {
  const { declared, noted, requests } = adapters[adapter];
  // An effect that waits for the lease of one that died takes requests as well.
  const [each, every] = [times + 2 * requests, times * statements];
  const deathsAt: Partial<Record<Failpoint, number>> = {
    ...{ effect: times, effected: times },
    ...{ state: each, stated: each },
    // Around them the adapters have the same statements.
    ...(adapter === "inbox" && { query: every, queried: every }),
  };
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    const receiver = await startReceiver();
    stops.push(receiver.stop);
    const transport = await startTransport(transportName, database);
    stops.push(transport.stop);
    const place = await transport.placeFor(definition.name);
    stops.push(place.stop);
    const program = await compileProgram("services/notification/main.ts");
    stops.push(program.remove);
    let service: ServiceProcess | undefined;
    stops.push(async () => service?.stop("SIGKILL"));
    const start = (failpoint = "") => {
      service = ServiceProcess.start(program.file, {
        ...{ DATABASE_URL: database.url, PORT: "0", LOG_LEVEL: "info", FREEHOLD_IDEMPOTENCY: adapter },
        ...{ NOTIFICATION_CHANNELS: "webhook", NOTIFICATION_WEBHOOK_URL: receiver.url },
        ...place.environment,
        FREEHOLD_FAILPOINT: failpoint,
      });
      return service;
    };
    const reminders = Array.from({ length: Math.ceil(events / share) }, () => aDueReminder());
    const isNoted = async () => new Set((await database.query<{ id: string }>(noted)).map(({ id }) => id));
    const isUnderLoad = async () => (await isNoted()).size < reminders.length;
    const isParked = async () => (await database.query("select from freehold.parked limit 1")).length > 0;

    await start().ready();
    await service?.stop("SIGTERM");
    await transport.publish(reminders, { topic: "reminders" });
    /** By event, how often a death left it had and not noted. */
    const excused = new Map<string, number>();
    let deaths = 0;
    for (const [name, last] of Object.entries(deathsAt)) {
      for (let n = 1; n <= last; n += 1) {
        const before = new Map(receiver.had);
        await dieAt(`${name}:${n}`, start(`${name}:${n}`), isUnderLoad);
        deaths += 1;
        await nothingInHand(database);
        const known = await isNoted();
        const between = [...receiver.had].filter(([id, count]) => count > (before.get(id) ?? 0) && !known.has(id));
        assertAt(name, between.length);
        for (const [id] of between) excused.set(id, (excused.get(id) ?? 0) + 1);
      }
      say(`${adapter}: died at ${name}, each up to the ${last}th time`);
    }
    await start().ready();
    // One that was recorded by a process which then died waits until its lease ends.
    await until(
      "every effect has run, is recorded, and waits no more",
      async () => !(await isUnderLoad()) && !(await isParked()),
      settleLimit,
    );
    await service?.stop("SIGTERM");
    const [row] = await database.query<{ inside: number; left: number; dead: number }>(
      `select (select count(*) from freehold.notifications)::int as inside,
              (select count(*) from freehold.parked)::int as left,
              (select count(*) from freehold.dead_letters)::int as dead`,
    );
    const verdict = { lost: (row?.left ?? 0) + (row?.dead ?? 0), doubled: 0, disordered: 0 };
    verdict.lost += Math.max(0, reminders.length - (row?.inside ?? 0));
    for (const { id } of reminders) {
      const count = receiver.had.get(id) ?? 0;
      if (count === 0) verdict.lost += 1;
      verdict.doubled += Math.max(0, count - 1 - (excused.get(id) ?? 0));
    }
    const again = [...excused.values()].reduce((sum, count) => sum + count, 0);
    say(
      `${adapter}: ${deaths} deaths around ${reminders.length} effects outside, ${again} of them ${declared.doubled}`,
    );
    return verdict;
  });
}

/** A death just after an effect leaves that one open, and none leaves more than run at the same time. */
function assertAt(name: string, between: number): void {
  const least = name === "effected" ? 1 : 0;
  const most = maxInFlight;
  if (between < least || between > most)
    throw new Error(`A death at ${name} left ${between} effects had and not noted, and not ${least} to ${most}`);
}

/** Waits until the server has rolled back, or finished, what the process that died had begun. */
const nothingInHand = (database: ChaosDatabase) =>
  until("no transaction is open", async () => {
    const [row] = await database.query<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity
       where backend_type = 'client backend' and xact_start is not null and pid <> pg_backend_pid()`,
    );
    return row?.open === 0;
  });
