import { createServer, type IncomingMessage, type Server } from "node:http";
import { createConsumer } from "../../services/notification/consumer";
import type { Idempotency } from "../../services/runtime/idempotency/port";
import { Metrics } from "../../services/runtime/metrics";
import { GiveBack } from "../../services/runtime/outage";
import { Processor } from "../../services/runtime/processor";
import { silent, useDatabase } from "../helpers/database";
import { anEvent, aTask } from "../helpers/events";
import { until } from "../helpers/until";

const db = useDatabase();
let receiver: Server;
let url: string;
let requests: { key: IncomingMessage["headers"]["idempotency-key"]; body: string }[] = [];
let answer: () => number = () => 204;
let running: Processor[] = [];

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ key: request.headers["idempotency-key"], body });
    response.writeHead(answer()).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`;
});
afterAll(() => receiver.close());
beforeEach(() =>
  db.database.query("truncate freehold.inbox, freehold.progress, freehold.parked, freehold.dead_letters"),
);
afterEach(async () => {
  await Promise.all(running.map((processor) => processor.stop()));
  running = [];
  requests = [];
  answer = () => 204;
});

function start(idempotency?: Idempotency): Processor {
  const processor = new Processor({
    consumer: createConsumer(async () => url),
    database: db.database,
    metrics: new Metrics(),
    logger: silent,
    wakeRelay: () => {},
    retryWaits: [10, 20, 40],
    idempotency,
  });
  processor.start();
  running.push(processor);
  return processor;
}

const aDueReminder = () => {
  const task = aTask();
  return anEvent(
    "freehold.reminder.due.v1",
    {
      reminderId: task.id,
      taskId: task.id,
      minutesBefore: 10,
      remindAt: "2026-03-01T08:50:00.000Z",
      title: task.title,
      dueAt: "2026-03-01T09:00:00.000Z",
    },
    { subject: task.id },
  );
};

const count = async (table: string): Promise<number> =>
  (await db.database.query<{ n: number }>(`select count(*) as n from freehold.${table}`)).rows[0]?.n ?? 0;
const settled = () => until("nothing is parked", async () => (await count("parked")) === 0);

test("a notification is posted once, with a key, however often its event is delivered", async () => {
  const processor = start();
  const event = aDueReminder();
  await processor.deliver("reminders", [event, event]);
  await processor.deliver("reminders", [event]);
  await settled();
  expect(requests).toHaveLength(1);
  expect(requests[0]?.key).toBe(`notification/${event.id}`);
  expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({
    taskId: event.subject,
    title: "Water the plants",
    ownerId: "ann",
  });
});

test("a receiver that is away for a while gets it when it is back; the notification itself does not wait", async () => {
  answer = () => (requests.length < 3 ? 503 : 200);
  const before = await count("notifications");
  await start().deliver("reminders", [aDueReminder()]);
  expect(await count("notifications")).toBe(before + 1);
  await settled();
  expect(requests).toHaveLength(3);
  expect(new Set(requests.map(({ key }) => key)).size).toBe(1);
  expect(await count("dead_letters")).toBe(0);
});

test.each([
  ["refuses it for good", 410, 1, "RULE_VIOLATED"],
  ["never recovers", 500, 4, "HANDLER_FAILED"],
])("a receiver that %s makes a dead letter, and holds up no later notification", async (_what, status, tries, code) => {
  const bad = aDueReminder();
  const good = aDueReminder();
  answer = () => (requests.at(-1)?.body.includes(bad.subject) ? status : 200);
  await start().deliver("reminders", [bad, good]);
  await settled();
  expect(requests.filter(({ body }) => body.includes(bad.subject))).toHaveLength(tries);
  expect(requests.filter(({ body }) => body.includes(good.subject))).toHaveLength(1);
  const { rows } = await db.database.query("select code, event_id, status from freehold.dead_letters");
  expect(rows).toEqual([{ code, event_id: bad.id, status: "dead" }]);
});

test("an effect of which nothing can be said waits, and is no failure", async () => {
  let asked = 0;
  const held: Idempotency = {
    guarantee: "never lost, doubled only between effect and done",
    once: async () => {
      asked += 1;
      throw new GiveBack("another process has it");
    },
  };
  await start(held).deliver("reminders", [aDueReminder()]);
  const wait = await until("it has been put off", async () => {
    const { rows } = await db.database.query<{ later: boolean; failures: number }>(
      "select due_at > now() + interval '1 second' as later, failures from freehold.parked",
    );
    return rows[0]?.later ? rows[0] : undefined;
  });
  expect([asked, wait.failures, requests.length]).toEqual([1, 0, 0]);
});
