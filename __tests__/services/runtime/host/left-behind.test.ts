import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { service as backend } from "../../../../services/backend/service";
import type { Consumer } from "../../../../services/runtime/consumer/consumer";
import { startHost } from "../../../../services/runtime/host/host";
import type { ServiceContext, ServiceParts } from "../../../../services/runtime/host/service";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { silent, useDatabase } from "../../../helpers/database";
import { aTask, created } from "../../../helpers/events";
import { topic, useProcessors } from "../../../helpers/processors";
import { until } from "../../../helpers/until";

/** What is in the database and in nobody's mind: somebody has to come upon it, and without looking all the time. */

const db = useDatabase();
const { run } = useProcessors(db);
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A service that takes no requests and subscribes to tasks, if it has a consumer. */
async function start(create: (context: ServiceContext) => ServiceParts, variables: NodeJS.ProcessEnv = {}) {
  const settings = readSettings({ DATABASE_URL: db.url, PORT: "0", ...variables });
  const subscribes = variables.FREEHOLD_TRANSPORT ? [] : [{ topic, delivery: "shared" as const }];
  const service = { definition: { ...backend.definition, subscribes, authenticates: false }, create };
  const host = await startHost({ services: [service], settings, logger: silent });
  stops.push(() => host.stop());
}

/** The next commit after a statement like `marker` is made, and its answer is lost with the connection. */
function loseAnswer(marker: string): { lost: boolean } {
  const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>;
  let marked: pg.Client | undefined;
  const state = { lost: false };
  jest.spyOn(pg.Client.prototype, "query").mockImplementation(async function (this: pg.Client, ...args: unknown[]) {
    const [{ text }] = args as [{ text?: string }];
    if (text?.includes(marker)) marked = this;
    const loses = !state.lost && marked === this && text === "commit";
    if (loses) state.lost = true;
    const answer = await query.apply(this, args);
    if (loses) throw new Error("Connection terminated unexpectedly");
    return answer;
  } as never);
  return state;
}

const sentSchema = z.array(z.object({ event: z.object({ id: z.string() }) }));

test("an event whose commit had no answer reaches the transport, without another write", async () => {
  const published: string[] = [];
  const sidecar = createServer(async (request, response) => {
    if (request.method === "POST")
      published.push(...sentSchema.parse(await json(request)).map(({ event }) => event.id));
    response.writeHead(request.method === "POST" ? 204 : 200).end();
  }).listen(0, "127.0.0.1");
  await once(sidecar, "listening");
  stops.push(async () => sidecar.close());
  const DAPR_HTTP_PORT = String((sidecar.address() as AddressInfo).port);
  let context: ServiceContext | undefined;
  await start(
    (given) => {
      context = given;
      return {};
    },
    { FREEHOLD_TRANSPORT: "dapr", DAPR_HTTP_PORT },
  );
  const subject = uuidv7();
  let id: string | undefined;
  loseAnswer("freehold.write_events");
  const write = context?.database().transaction(async (tx) => {
    const data = { taskId: subject };
    id = context?.emit(tx, { type: "freehold.task-update.removed.v1", subject, ownerId: "ann", actor: "ann", data });
  });
  await expect(write).rejects.toThrow("Connection terminated");
  await until("it is published", () => published.length > 0);
  expect(published).toEqual([id]);
});

test("an event that was parked by a commit without an answer is retried, without another one", async () => {
  const event = created(aTask());
  let attempts = 0;
  let answer = { lost: false };
  const consumer: Consumer = {
    name: "backend",
    subscribes: [],
    on: {
      "freehold.task.created.v1": async () => {
        attempts += 1;
        if (attempts > 1) return;
        answer = loseAnswer("insert into freehold.parked");
        throw new Error("not yet");
      },
    },
  };
  await start(() => ({ consumer }));
  await db.database.query("insert into freehold.bus_log (topic, event) values ($1, $2)", [topic, event]);
  await db.database.query("select pg_notify('freehold_bus', $1)", [topic]);
  await until("it is tried again", () => attempts === 2);
  expect(answer.lost).toBe(true);
});

test("an effect that another replica has in hand is not asked for again and again", async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let effects = 0;
  const consumer: Consumer = {
    name: "with-effects",
    subscribes: [],
    on: {},
    sideEffects: {
      "freehold.task.created.v1": {
        bell: async () => {
          effects += 1;
          await finished;
        },
      },
    },
  };
  const { processor } = run(consumer);
  await processor.deliver(topic, [created(aTask())]);
  await until("the first replica has it", () => effects === 1);
  const statements = jest.spyOn(db.database, "query");
  // It looks at its start, for what is due and for when the next is.
  run(consumer);
  await until("the other has looked", () => statements.mock.calls.length >= 4);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const looks = statements.mock.calls.length;
  finish();
  await until("nothing is parked", async () => {
    const { rows } = await db.database.query("select from freehold.parked where consumer = 'with-effects'");
    return rows.length === 0;
  });
  expect(effects).toBe(1);
  // Each replica looks a few times. Again and again would be hundreds in this time.
  expect(looks).toBeLessThan(12);
});
