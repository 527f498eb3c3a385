import { generateKeyPairSync } from "node:crypto";
import { importJWK, jwtVerify } from "jose";
import { readPreferences, writePreferences } from "../../../../services/domain/notification-preferences";
import { putSubscription } from "../../../../services/domain/push/subscriptions";
import { vapidKeysOf } from "../../../../services/domain/push/vapid-keys";
import { asPreferred } from "../../../../services/notification/as-preferred";
import type { Channel } from "../../../../services/notification/channel";
import { PushChannel } from "../../../../services/notification/push/push";
import { replayDeadLetter } from "../../../../services/runtime/consumer/replay";
import { useDatabase } from "../../../helpers/database";
import { anEvent } from "../../../helpers/events";
import { aDueReminder, useNotifications } from "../../../helpers/notifications";
import { addressOf, pushBrowser } from "../../../helpers/push-browser";
import { startPushService } from "../../../helpers/push-service";
import { until } from "../../../helpers/until";

const db = useDatabase();
const { start, settled, deadLetters, passes, series } = useNotifications(db);
const newKey = () =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const key = newKey();
const hour = 3_600_000;

let service: Awaited<ReturnType<typeof startPushService>>;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.requests.length = 0;
  service.answers.clear();
  await db.database.query("truncate freehold.push_subscriptions, freehold.push_deliveries");
});

const channelWith = (pem = key) =>
  new PushChannel({
    sql: () => db.database,
    key: async () => pem,
    contact: "mailto:ops@example.org",
    usefulForMs: 24 * hour,
    ca: service.ca,
    isAllowed: (address) => address === "127.0.0.1",
  });

/** A browser of a person, subscribed at a path of the push service. */
async function subscribe(path: string, { ownerId = "ann", pem = key } = {}) {
  const browser = pushBrowser();
  const { publicKey } = vapidKeysOf(pem, "it");
  const address = addressOf(`${service.url}${path}`, browser);
  await putSubscription(db.database, { owner: { ownerId, actor: ownerId }, name: path, address, publicKey });
  return browser;
}
const subscribed = async () =>
  (await db.database.query<{ name: string }>("select name from freehold.push_subscriptions order by name")).rows.map(
    ({ name }) => name,
  );

test("each browser of the owner gets a message that it alone can read, once, however often its event is delivered", async () => {
  const [phone, laptop] = [await subscribe("/phone"), await subscribe("/laptop")];
  await subscribe("/bob", { ownerId: "bob" });
  const event = { ...aDueReminder(), time: new Date(Date.now() - hour).toISOString() };
  const processor = start([channelWith()]);
  await processor.deliver("reminders", [event, event]);
  await processor.deliver("reminders", [event]);
  await settled();
  expect(service.requests.map(({ path }) => path).sort()).toEqual(["/laptop", "/phone"]);
  const [atPhone] = service.at("/phone");
  expect(phone.read(atPhone?.body ?? Buffer.of())).toEqual({
    ...{ id: event.id, taskId: event.subject, title: "Water the plants", dueAt: "2026-03-01T09:00:00.000Z" },
  });
  expect(() => laptop.read(atPhone?.body ?? Buffer.of())).toThrow();
  expect(atPhone?.headers).toMatchObject({
    ...{ "content-encoding": "aes128gcm", urgency: "high", topic: event.id.replaceAll("-", "") },
  });
  // What is left of the day for which a reminder is of use.
  expect(Number(atPhone?.headers.ttl)).toBeGreaterThan(23 * 3_600 - 60);
  expect(Number(atPhone?.headers.ttl)).toBeLessThanOrEqual(23 * 3_600);
});

test("a reminder of an owner without a browser costs no claim, and no other channel is left out", async () => {
  const delivered: string[] = [];
  const webhook: Channel = {
    name: "webhook",
    deliver: async (_, idempotencyKey) => void delivered.push(idempotencyKey),
  };
  const event = aDueReminder();
  await start([channelWith(), webhook]).deliver("reminders", [event]);
  await settled();
  const { rows } = await db.database.query("select consumer from freehold.inbox where event_id = $1 order by 1", [
    event.id,
  ]);
  expect(rows).toEqual([{ consumer: "notification" }, { consumer: "notification/webhook" }]);
  expect(delivered).toEqual([`notification/webhook/${event.id}`]);
});

test("the platform says who it is by a token that its key has signed, for this push service alone", async () => {
  await subscribe("/phone");
  await start([channelWith()]).deliver("reminders", [aDueReminder()]);
  await settled();
  const { authorization = "" } = service.requests[0]?.headers ?? {};
  const [, token = "", k = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
  expect(k).toBe(vapidKeysOf(key, "it").publicKey);
  const point = Buffer.from(k, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const verified = await jwtVerify(token, await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256"), {
    audience: service.url,
  });
  expect(verified.payload.sub).toBe("mailto:ops@example.org");
  expect((verified.payload.exp ?? 0) - Date.now() / 1_000).toBeLessThanOrEqual(24 * 3_600);
});

test("of a task that is due on a whole day the message names the day", async () => {
  const phone = await subscribe("/phone");
  const event = aDueReminder();
  const dueOn = { date: "2026-03-01", timeZone: "Europe/Berlin" };
  await start([channelWith()]).deliver("reminders", [{ ...event, data: { ...event.data, dueOn } }]);
  await settled();
  expect(phone.read(service.requests[0]?.body ?? Buffer.of())).toMatchObject({ dueOn: "2026-03-01" });
});

test("the longest title in the widest letters still fits", async () => {
  const phone = await subscribe("/phone");
  const title = "🌱".repeat(200);
  await start([channelWith()]).deliver("reminders", [aDueReminder(title)]);
  await settled();
  const body = service.requests[0]?.body ?? Buffer.of();
  expect(phone.read(body)).toMatchObject({ title });
  expect(body.length).toBeLessThan(2_048);
});

test.each([404, 410])(
  "a browser whose subscription is over, by %s, is removed, and the others get it",
  async (status) => {
    await subscribe("/gone");
    await subscribe("/phone");
    service.answers.set("/gone", () => ({ status }));
    await start([channelWith()]).deliver("reminders", [aDueReminder()]);
    await settled();
    expect(service.at("/phone")).toHaveLength(1);
    expect(await subscribed()).toEqual(["/phone"]);
    expect(await deadLetters()).toEqual([]);
  },
);

test.each([429, 503])("%s: the next try is not earlier than asked for, and leaves out who has it", async (status) => {
  await subscribe("/busy");
  await subscribe("/phone");
  service.answers.set("/busy", () =>
    service.at("/busy").length > 1 ? { status: 201 } : { status, headers: { "retry-after": "900" } },
  );
  const processor = start([channelWith()], undefined, { waitsMs: [10_000] });
  await processor.deliver("reminders", [aDueReminder()]);
  const [row] = await until("it has failed", async () => {
    const rows = await series();
    return rows.length > 0 ? rows : undefined;
  });
  expect(row?.effect).toBe("notification/push");
  expect(row?.seconds).toBeGreaterThan(900 * 0.9);
  await passes(1_080_000);
  processor.wakeIn(0);
  await settled();
  expect([service.at("/busy").length, service.at("/phone").length]).toEqual([2, 1]);
  expect(await deadLetters()).toEqual([]);
});

test("a push service that refuses makes a dead letter that names channel and host, and no path; a replay leaves out who has it", async () => {
  await subscribe("/secret-path");
  await subscribe("/phone");
  service.answers.set("/secret-path", () => ({ status: 403 }));
  const event = aDueReminder();
  const processor = start([channelWith()]);
  await processor.deliver("reminders", [event]);
  await settled();
  const reason = `push: A browser has not taken it: ${new URL(service.url).host} answered 403`;
  expect(await deadLetters()).toMatchObject([{ code: "RULE_VIOLATED", event_id: event.id, reason }]);
  service.answers.clear();
  const { rows } = await db.database.query<{ id: string }>("select id from freehold.dead_letters");
  await db.database.transaction((tx) => replayDeadLetter(tx, rows[0]?.id ?? ""));
  await processor.deliver("reminders", [event]);
  await settled();
  expect([service.at("/secret-path").length, service.at("/phone").length]).toEqual([2, 1]);
});

test("a redirect is not followed, and is tried again", async () => {
  await subscribe("/moved");
  service.answers.set("/moved", () => ({ status: 307, headers: { location: `${service.url}/elsewhere` } }));
  await start([channelWith()], undefined, { giveUpAfterMs: 0 }).deliver("reminders", [aDueReminder()]);
  await settled();
  expect(service.at("/elsewhere")).toEqual([]);
  expect(await deadLetters()).toMatchObject([{ reason: expect.stringMatching(/answered 307$/) }]);
});

test("browsers that subscribed with an earlier key of the platform are left out, without a failure", async () => {
  await subscribe("/old", { pem: newKey() });
  await start([channelWith()]).deliver("reminders", [aDueReminder()]);
  await settled();
  expect(service.requests).toEqual([]);
  expect(await deadLetters()).toEqual([]);
});

describe("a test", () => {
  const requested = async (name: string) => {
    const { rows } = await db.database.query<{ id: string }>(
      "select id from freehold.push_subscriptions where name = $1",
      [name],
    );
    return anEvent("freehold.push.requested.v1", { subscriptionId: rows[0]?.id ?? "" });
  };

  test("reaches the one browser that is meant, in quiet hours too", async () => {
    const phone = await subscribe("/phone");
    await subscribe("/laptop");
    const asleep = asPreferred(channelWith(), () => Promise.reject(new Error("A test asks for no preferences")));
    const event = await requested("/phone");
    await start([asleep]).deliver("reminders", [event]);
    await settled();
    expect(service.requests.map(({ path }) => path)).toEqual(["/phone"]);
    expect(phone.read(service.requests[0]?.body ?? Buffer.of())).toEqual({ id: event.id, isTest: true });
    expect(service.requests[0]?.headers.ttl).toBe("60");
    expect(await deadLetters()).toEqual([]);
  });

  test("that fails is not tried again: one who waits for it would not know what arrives later", async () => {
    await subscribe("/busy");
    service.answers.set("/busy", () => ({ status: 503 }));
    await start([channelWith()]).deliver("reminders", [await requested("/busy")]);
    await settled();
    expect(service.requests).toHaveLength(1);
    expect(await deadLetters()).toMatchObject([
      { reason: expect.stringMatching(/^push: .+ answered 503$/), retries: 0 },
    ]);
  });

  test("of another person's browser is not sent", async () => {
    await subscribe("/bob", { ownerId: "bob" });
    await start([channelWith()]).deliver("reminders", [await requested("/bob")]);
    await settled();
    expect(service.requests).toEqual([]);
  });
});

test("in quiet hours a message waits for their end, and one who has turned push off gets none", async () => {
  await subscribe("/phone");
  const preferences = { inApp: true, email: true, webhook: true, push: true, quietHours: null };
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString().slice(11, 16);
  const quietHours = { from: at(-1), until: at(2), timeZone: "UTC" };
  await writePreferences(db.database, "ann", "ann", { ...preferences, quietHours });
  const preferred = asPreferred(channelWith(), (ownerId) => readPreferences(db.database, ownerId));
  const processor = start([preferred]);
  await processor.deliver("reminders", [aDueReminder()]);
  await until("it waits", async () => {
    const { rows } = await db.database.query("select from freehold.parked where postponed");
    return rows.length === 1;
  });
  expect(service.requests).toEqual([]);
  await writePreferences(db.database, "ann", "ann", preferences);
  await passes(2 * hour);
  processor.wakeIn(0);
  await settled();
  expect(service.requests).toHaveLength(1);
  await writePreferences(db.database, "ann", "ann", { ...preferences, push: false });
  await processor.deliver("reminders", [aDueReminder()]);
  await settled();
  expect(service.requests).toHaveLength(1);
  await writePreferences(db.database, "ann", "ann", preferences);
});
