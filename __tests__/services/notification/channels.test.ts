import type { Channel } from "../../../services/notification/channel";
import { replayDeadLetter } from "../../../services/runtime/consumer/replay";
import { sideEffectRetries } from "../../../services/runtime/consumer/retry-policy";
import { maxInFlight } from "../../../services/runtime/consumer/side-effects";
import { useDatabase } from "../../helpers/database";
import { anEvent } from "../../helpers/events";
import { startMailServer } from "../../helpers/mail-server";
import { aDueReminder, channelsFrom, useNotifications } from "../../helpers/notifications";
import { until } from "../../helpers/until";

const db = useDatabase();
const { count, start, settled, deadLetters, passes, series } = useNotifications(db);

/** A channel that fails for as long as it is told to. */
function channel(name: Channel["name"], failing = () => false) {
  const keys: string[] = [];
  return {
    name,
    keys,
    deliver: async (_: unknown, key: string) => {
      keys.push(key);
      if (failing()) throw new Error(`${name} is down`);
    },
  };
}

/** A channel whose tests fail, too. */
function testable(name: Channel["name"]) {
  const failing = channel(name, () => true);
  return { ...failing, test: failing.deliver };
}

test("a test goes by the channel that is asked for, and is not tried again: who waits would not know what arrives later", async () => {
  const [webhook, email] = [testable("webhook"), testable("email")];
  const event = anEvent("freehold.channel-test.requested.v1", { channel: "email" });
  await start([webhook, email]).deliver("reminders", [event]);
  await settled();
  expect([webhook.keys, email.keys]).toEqual([[], [`notification/email/${event.id}`]]);
  expect(await deadLetters()).toMatchObject([{ event_id: event.id, reason: "email: email is down", retries: 0 }]);
});

test("one channel that is down neither holds up the other nor repeats it", async () => {
  let down = true;
  const webhook = channel("webhook", () => down);
  const email = channel("email");
  const event = aDueReminder();
  const processor = start([webhook, email], undefined, { giveUpAfterMs: 0 });
  await processor.deliver("reminders", [event]);
  await settled();
  expect(webhook.keys).toHaveLength(1);
  expect(email.keys).toEqual([`notification/email/${event.id}`]);
  expect(await deadLetters()).toMatchObject([{ event_id: event.id, reason: "webhook: webhook is down", retries: 0 }]);

  // Replayed once the receiver is back, only what failed is done again.
  down = false;
  const { rows } = await db.database.query<{ id: string }>("select id from freehold.dead_letters");
  await db.database.transaction((tx) => replayDeadLetter(tx, rows[0]?.id ?? ""));
  await processor.deliver("reminders", [event]);
  await settled();
  expect(webhook.keys).toHaveLength(2);
  expect(email.keys).toHaveLength(1);
});

test("the dead letter of an event names each channel that failed with a reason of its own", async () => {
  const event = aDueReminder();
  const channels = [channel("webhook", () => true), channel("email", () => true)];
  const processor = start(channels, undefined, { giveUpAfterMs: 0 });
  await processor.deliver("reminders", [event]);
  await settled();
  const [letter, ...others] = await deadLetters();
  expect(others).toEqual([]);
  expect(letter?.reason.split("; ").sort()).toEqual(["email: email is down", "webhook: webhook is down"]);
  const { rows } = await db.database.query<{ event: { reason: string } }>(
    "select event from freehold.outbox where topic = 'reminders.dlq' order by position desc limit 1",
  );
  expect(rows[0]?.event.reason).toBe(letter?.reason);

  // A replay that fails again begins a new account of it.
  const { rows: letters } = await db.database.query<{ id: string }>("select id from freehold.dead_letters");
  await db.database.transaction((tx) => replayDeadLetter(tx, letters[0]?.id ?? ""));
  await processor.deliver("reminders", [event]);
  await settled();
  const [again] = await deadLetters();
  expect(again?.reason.split("; ").sort()).toEqual(["email: email is down", "webhook: webhook is down"]);
});

test("a channel that never answers holds up neither the other channel nor its own later events", async () => {
  const reminders = Array.from({ length: 4 }, () => aDueReminder());
  const [stuck] = reminders;
  let answer = () => {};
  const silence = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const posted: string[] = [];
  const webhook: Channel = {
    name: "webhook",
    deliver: async ({ id }) => {
      posted.push(id);
      if (id === stuck?.id) await silence;
    },
  };
  const email = channel("email");
  await start([webhook, email]).deliver("reminders", reminders);
  await until("all e-mails are sent", () => email.keys.length === reminders.length);
  await until("only the silent one is left", async () => (await count("parked")) === 1);
  expect(posted.sort()).toEqual(reminders.map(({ id }) => id).sort());
  answer();
  await settled();
});

test("no connection to the database is held while a channel does not answer", async () => {
  let answer = () => {};
  const silence = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let begun = 0;
  const deliver = async () => {
    begun += 1;
    await silence;
  };
  const reminders = Array.from({ length: maxInFlight + 3 }, () => aDueReminder());
  await start([{ name: "webhook", deliver }]).deliver("reminders", reminders);
  await until("as many run as may", () => begun === maxInFlight);
  await until("every connection is idle", () => db.database.pool.idleCount === db.database.pool.totalCount);
  answer();
  await settled();
  expect(begun).toBe(reminders.length);
});

test("a restart goes on with the series of each channel, and looks no earlier than that demands", async () => {
  const webhook = channel("webhook", () => true);
  const retries = { waitsMs: sideEffectRetries.waitsMs, jitter: 0 };
  let processor = start([webhook], undefined, retries);
  await processor.deliver("reminders", [aDueReminder()]);
  // The last one is what is left of 24 hours.
  const waits = [10, 60, 300, 1_800, 7_200, 21_600, 21_600, 21_600, 12_230];
  for (const [index, seconds] of waits.entries()) {
    const row = await until("the failure is noted", async () => (await series()).find((one) => one.failures > index));
    expect(row.effect).toBe("notification/webhook");
    expect(row.seconds).toBeGreaterThan(seconds - 30);
    // Postgres and the service round differently.
    expect(row.seconds).toBeLessThan(seconds + 1);
    await processor.stop();
    const statements = jest.spyOn(db.database, "query");
    processor = start([webhook], undefined, retries);
    await until("it has looked for what is due, and for when the next is", () => statements.mock.calls.length >= 4);
    await processor.stop();
    statements.mockRestore();
    expect(webhook.keys).toHaveLength(index + 1);
    await passes(seconds * 1_000);
    processor = start([webhook], undefined, retries);
  }
  await settled();
  expect(webhook.keys).toHaveLength(waits.length + 1);
  expect(new Set(webhook.keys).size).toBe(1);
  expect(await deadLetters()).toMatchObject([{ reason: "webhook: webhook is down", retries: waits.length }]);
});

test("a side effect that an earlier release parked is run", async () => {
  const event = aDueReminder();
  const { id, subject, sequence, ownerid, actor } = event;
  await db.database.query("insert into freehold.inbox (consumer, event_id) values ('notification/email', $1)", [id]);
  await db.database.query(
    `insert into freehold.parked (consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures,
       replay, outside, due_at)
     values ('notification', $1, 'reminders', $2, $3, $4, $5, $6, 'retry', 0, true, true, now())`,
    [id, subject, sequence, ownerid, actor, JSON.stringify(event)],
  );
  const [webhook, email] = [channel("webhook"), channel("email")];
  start([webhook, email]);
  await settled();
  // It had sent the e-mail already.
  expect([webhook.keys.length, email.keys.length]).toEqual([1, 0]);
});

describe("the settings", () => {
  const names = (environment: Record<string, string>) => channelsFrom(environment, db).map(({ name }) => name);
  const webhook = { NOTIFICATION_CHANNELS: "webhook", NOTIFICATION_WEBHOOK_URL: "https://example.org/hook" };
  const email = {
    NOTIFICATION_CHANNELS: "email",
    NOTIFICATION_SMTP_HOST: "smtp.example.org",
    NOTIFICATION_EMAIL_FROM: "freehold@example.org",
    NOTIFICATION_EMAIL_TO: "ann@example.com",
  };

  test("name the channels; without any nothing leaves the platform", () => {
    expect(names({})).toEqual([]);
    expect(names({ ...email, ...webhook, NOTIFICATION_CHANNELS: "webhook,email" })).toEqual(["webhook", "email"]);
  });

  test("leave what is secret to the secret store where there is one", () => {
    expect(names({ NOTIFICATION_CHANNELS: "webhook", FREEHOLD_DAPR_SECRETSTORE: "secrets" })).toEqual(["webhook"]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["an unknown channel", { NOTIFICATION_CHANNELS: "pigeon" }, "NOTIFICATION_CHANNELS"],
    ["no URL", { ...webhook, NOTIFICATION_WEBHOOK_URL: "" }, "NOTIFICATION_WEBHOOK_URL is missing"],
    ["a URL without TLS", { ...webhook, NOTIFICATION_WEBHOOK_URL: "http://example.org" }, "begin with https://"],
    ["no mail server", { ...email, NOTIFICATION_SMTP_HOST: "" }, "NOTIFICATION_SMTP_HOST is missing"],
    ["no sender", { ...email, NOTIFICATION_EMAIL_FROM: "" }, "NOTIFICATION_EMAIL_FROM is missing"],
    ["no recipient", { ...email, NOTIFICATION_EMAIL_TO: "" }, "NOTIFICATION_EMAIL_TO is missing"],
    ["no address", { ...email, NOTIFICATION_EMAIL_TO: "ann" }, "NOTIFICATION_EMAIL_TO"],
    ["a port without TLS", { ...email, NOTIFICATION_SMTP_PORT: "25" }, "NOTIFICATION_SMTP_PORT: must be 465 or 587"],
  ])("are refused with %s", (_, environment, message) => {
    expect(() => names(environment)).toThrow(message);
  });

  test("a server on this machine needs no encryption", async () => {
    const server = await startMailServer();
    const [channel] = channelsFrom(
      {
        ...email,
        NOTIFICATION_SMTP_HOST: "127.0.0.1",
        NOTIFICATION_SMTP_PORT: String(server.port),
      },
      db,
    );
    await channel?.deliver(aDueReminder(), "key");
    expect(server.mails).toHaveLength(1);
    await server.stop();
  });
});
