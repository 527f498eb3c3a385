import { createServer, type IncomingMessage, type Server } from "node:http";
import { parseWebhookUrl, WebhookChannel } from "../../../services/notification/webhook";
import type { Idempotency } from "../../../services/runtime/idempotency/port";
import { GiveBack } from "../../../services/runtime/outage";
import { useDatabase } from "../../helpers/database";
import { aDueReminder, useNotifications } from "../../helpers/notifications";
import { freePort } from "../../helpers/ports";
import { until } from "../../helpers/until";

const db = useDatabase();
const { count, start, settled, deadLetters } = useNotifications(db);
let receiver: Server;
let url: string;
let requests: { key: IncomingMessage["headers"]["idempotency-key"]; body: string }[] = [];
let answer: () => number = () => 204;
const channel = new WebhookChannel(async () => url);

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ key: request.headers["idempotency-key"], body });
    response.writeHead(answer(), { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`;
});
afterAll(() => receiver.close());
afterEach(() => {
  requests = [];
  answer = () => 204;
});

test("a notification is posted once, with a key, however often its event is delivered", async () => {
  const processor = start([channel]);
  const event = aDueReminder();
  await processor.deliver("reminders", [event, event]);
  await processor.deliver("reminders", [event]);
  await settled();
  expect(requests).toHaveLength(1);
  expect(requests[0]?.key).toBe(`notification/webhook/${event.id}`);
  expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({
    taskId: event.subject,
    title: "Water the plants",
    ownerId: "ann",
  });
});

test("a receiver that is away for a while gets it when it is back; the notification itself does not wait", async () => {
  answer = () => (requests.length < 3 ? 503 : 200);
  const before = await count("notifications");
  await start([channel]).deliver("reminders", [aDueReminder()]);
  expect(await count("notifications")).toBe(before + 1);
  await settled();
  expect(requests).toHaveLength(3);
  expect(new Set(requests.map(({ key }) => key)).size).toBe(1);
  expect(await count("dead_letters")).toBe(0);
});

test.each([
  ["refuses it for good", 410, 1, "RULE_VIOLATED"],
  ["never recovers", 500, 4, "HANDLER_FAILED"],
  ["sends it elsewhere", 307, 4, "HANDLER_FAILED"],
])("a receiver that %s makes a dead letter, and holds up no later notification", async (_what, status, tries, code) => {
  const bad = aDueReminder();
  const good = aDueReminder();
  answer = () => (requests.at(-1)?.body.includes(bad.subject) ? status : 200);
  await start([channel]).deliver("reminders", [bad, good]);
  await settled();
  expect(requests.filter(({ body }) => body.includes(bad.subject))).toHaveLength(tries);
  expect(requests.filter(({ body }) => body.includes(good.subject))).toHaveLength(1);
  expect(await deadLetters()).toEqual([expect.objectContaining({ code, event_id: bad.id, status: "dead" })]);
});

test("a receiver that is not there is no outage of the database: it is tried four times, and then a dead letter", async () => {
  const port = await freePort();
  const event = aDueReminder();
  await start([new WebhookChannel(async () => `http://127.0.0.1:${port}/`)]).deliver("reminders", [event]);
  await settled();
  expect(await deadLetters()).toMatchObject([{ code: "HANDLER_FAILED", event_id: event.id, retries: 3 }]);
});

test("an effect of which nothing can be said waits, and is no failure", async () => {
  let asked = 0;
  const held: Idempotency = {
    guarantee: { lost: "never", doubled: "between effect and done", wait: 60_000 },
    once: async () => {
      asked += 1;
      throw new GiveBack("another process has it");
    },
  };
  await start([channel], held).deliver("reminders", [aDueReminder()]);
  const wait = await until("it has been put off", async () => {
    const { rows } = await db.database.query<{ later: boolean; failures: number }>(
      "select due_at > now() + interval '1 second' as later, failures from freehold.parked",
    );
    return rows[0]?.later ? rows[0] : undefined;
  });
  expect([asked, wait.failures, requests.length]).toEqual([1, 0, 0]);
});

test.each(["http://example.org/", "http://169.254.169.254/opc/v2/", "file:///etc/passwd", "example.org", ""])(
  "nothing is posted to %p, and its address is not told",
  (text) => {
    expect(() => parseWebhookUrl(text)).toThrow("The URL of the webhook must begin with https://");
  },
);
