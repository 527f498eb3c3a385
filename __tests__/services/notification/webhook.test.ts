import { createServer, type IncomingMessage, type Server } from "node:http";
import type { PostOptions } from "../../../services/notification/post";
import { parseWebhookUrl, WebhookChannel } from "../../../services/notification/webhook";
import type { Idempotency } from "../../../services/runtime/consumer/idempotency/port";
import { RedeliverError } from "../../../services/runtime/core/errors";
import { useDatabase } from "../../helpers/database";
import { anEvent } from "../../helpers/events";
import { aDueReminder, useNotifications } from "../../helpers/notifications";
import { freePort } from "../../helpers/ports";
import { startPushService } from "../../helpers/push-service";
import { until } from "../../helpers/until";

const db = useDatabase();
const { count, start, settled, deadLetters, passes, series } = useNotifications(db);
let receiver: Server;
let url: string;
let requests: { key: IncomingMessage["headers"]["idempotency-key"]; body: string }[] = [];
let answer: () => number = () => 204;
let retryAfter = "";
const channel = new WebhookChannel(async () => url);

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ key: request.headers["idempotency-key"], body });
    response.writeHead(answer(), { location: "/elsewhere", ...(retryAfter && { "retry-after": retryAfter }) }).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`;
});
afterAll(() => receiver.close());
afterEach(() => {
  requests = [];
  answer = () => 204;
  retryAfter = "";
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

test("a test is posted with a title as a notification has, and what says that it is none", async () => {
  const event = anEvent("freehold.channel-test.requested.v1", { channel: "webhook" });
  await start([channel]).deliver("reminders", [event]);
  await settled();
  expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
    { isTest: true, ownerId: "ann", title: "A test: notifications arrive here", time: event.time },
  ]);
});

describe("a URL of the owner's own", () => {
  let own: Awaited<ReturnType<typeof startPushService>>;
  beforeAll(async () => {
    own = await startPushService();
  });
  afterAll(() => own.stop());
  const toOwn = (options: PostOptions) =>
    new WebhookChannel(
      async () => url,
      async (ownerId) => (ownerId === "bob" ? `${own.url}/bob?token=secret` : undefined),
      options,
    );
  const ofBob = () => ({ ...aDueReminder(), ownerid: "bob" });

  test("gets what is its owner's, by TLS, and no other owner's", async () => {
    const [event, other] = [ofBob(), aDueReminder()];
    const here = toOwn({ ca: own.ca, isAllowed: (address) => address === "127.0.0.1" });
    await start([here]).deliver("reminders", [event, other]);
    await settled();
    expect(requests.map(({ key }) => key)).toEqual([`notification/webhook/${other.id}`]);
    expect(own.requests).toMatchObject([
      { path: "/bob?token=secret", headers: { "idempotency-key": `notification/webhook/${event.id}` } },
    ]);
    expect(JSON.parse(String(own.requests[0]?.body))).toMatchObject({ title: "Water the plants", ownerId: "bob" });
  });

  test("is the only one without a URL of the operator's", async () => {
    own.requests.length = 0;
    const alone = new WebhookChannel(
      async () => "none",
      async (ownerId) => (ownerId === "bob" ? own.url : undefined),
      {
        ca: own.ca,
        isAllowed: (address) => address === "127.0.0.1",
      },
    );
    await start([alone]).deliver("reminders", [ofBob(), aDueReminder()]);
    await settled();
    expect([own.requests.length, requests]).toEqual([1, []]);
    expect(await deadLetters()).toEqual([]);
  });

  test("that is not public is sent nothing: a dead letter at once, without the path", async () => {
    own.requests.length = 0;
    await start([toOwn({ ca: own.ca })]).deliver("reminders", [ofBob()]);
    await settled();
    expect([own.requests, requests]).toEqual([[], []]);
    expect(await deadLetters()).toMatchObject([{ reason: "webhook: localhost is not public", retries: 0 }]);
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

test.each([400, 401, 403, 404, 410, 422])(
  "a receiver that refuses with %s makes a dead letter at once, and holds up no later notification",
  async (status) => {
    const bad = aDueReminder();
    const good = aDueReminder();
    answer = () => (requests.at(-1)?.body.includes(bad.subject) ? status : 200);
    await start([channel]).deliver("reminders", [bad, good]);
    await settled();
    expect(requests.filter(({ body }) => body.includes(bad.subject))).toHaveLength(1);
    expect(requests.filter(({ body }) => body.includes(good.subject))).toHaveLength(1);
    expect(await deadLetters()).toEqual([
      expect.objectContaining({
        code: "RULE_VIOLATED",
        event_id: bad.id,
        reason: `webhook: The webhook answered ${status}`,
      }),
    ]);
  },
);

test.each([
  ["answers 500", 500, "The webhook answered 500"],
  ["answers 408", 408, "The webhook answered 408"],
  ["answers 425", 425, "The webhook answered 425"],
  ["sends it elsewhere", 307, "The webhook did not answer: unexpected redirect"],
  ["is not there", 0, "The webhook did not answer: ECONNREFUSED"],
])(
  "a receiver that %s is tried until the reminder is of no use, then it is a dead letter",
  async (_what, status, reason) => {
    answer = () => status;
    const nowhere = `http://127.0.0.1:${await freePort()}/`;
    const event = aDueReminder();
    const processor = start([new WebhookChannel(async () => (status === 0 ? nowhere : url))]);
    await processor.deliver("reminders", [event]);
    await until("it has failed several times", async () => ((await series())[0]?.failures ?? 0) > 4);
    expect(await deadLetters()).toEqual([]);
    await passes(24 * 3_600_000);
    processor.wakeIn(0);
    await settled();
    expect(await deadLetters()).toMatchObject([
      { code: "HANDLER_FAILED", event_id: event.id, reason: `webhook: ${reason}`, status: "dead" },
    ]);
  },
);

test.each([
  ["429 with seconds", 429, () => "900", 900],
  ["503 with a date", 503, () => new Date(Date.now() + 900_000).toUTCString(), 900],
  ["429 with more than the reminder is good for", 429, () => "9999999999999999999999", 86_400],
  ["503 with nonsense", 503, () => "soon", 0],
])("%s: the next try is not earlier than the receiver asks for", async (_what, status, header, seconds) => {
  answer = () => status;
  retryAfter = header();
  await start([channel], undefined, { waitsMs: [100_000] }).deliver("reminders", [aDueReminder()]);
  const [row] = await until("it has failed", async () => {
    const rows = await series();
    return rows.length > 0 ? rows : undefined;
  });
  const expected = Math.max(seconds, 100);
  expect(row?.seconds).toBeGreaterThan(expected * 0.9);
  // A second for a clock that is set back between both readings of it, as by the network.
  expect(row?.seconds).toBeLessThanOrEqual(Math.min(expected * 1.2, 86_401));
  expect(requests).toHaveLength(1);
});

test("an effect of which nothing can be said waits, and is no failure", async () => {
  let asked = 0;
  const held: Idempotency = {
    guarantee: { lost: "never", doubled: "between effect and done", wait: 60_000 },
    once: async () => {
      asked += 1;
      throw new RedeliverError("another process has it");
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

test.each(["https://user:secret@example.org/hook", "https://token@example.org/hook", "http://u:p@127.0.0.1/hook"])(
  "a URL that holds credentials is refused, and they are not told: %p",
  (text) => {
    expect(() => parseWebhookUrl(text)).toThrow(/^The URL of the webhook must not hold a user or a password/);
    expect(() => parseWebhookUrl(text)).not.toThrow(/secret|token@|u:p/);
  },
);
