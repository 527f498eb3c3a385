import {
  type NotificationPreferences,
  readPreferences,
  writePreferences,
} from "../../../services/domain/notification-preferences";
import { asPreferred } from "../../../services/notification/as-preferred";
import type { Channel } from "../../../services/notification/channel";
import { createConsumer } from "../../../services/notification/consumer";
import { Metrics } from "../../../services/runtime/telemetry/metrics";
import { feed } from "../../helpers/consumer";
import { useDatabase } from "../../helpers/database";
import { aDueReminder, useNotifications } from "../../helpers/notifications";
import { until } from "../../helpers/until";

const db = useDatabase();
const { count, start, settled, deadLetters, passes } = useNotifications(db);

const everything = { inApp: true, email: true, webhook: true, push: true, quietHours: null };
const prefer = (changes: Partial<NotificationPreferences>) =>
  writePreferences(db.database, "ann", "ann", { ...everything, ...changes });
beforeEach(() => prefer({}));

/** A channel that notes what it delivers, as its owners prefer it. */
function channel(name: Channel["name"]) {
  const delivered: string[] = [];
  const deliver: Channel["deliver"] = async (_reminder, key) => {
    delivered.push(key);
  };
  return { delivered, ...asPreferred({ name, deliver }, (ownerId) => readPreferences(db.database, ownerId)) };
}

/** Quiet hours in UTC that began an hour ago and end in two. */
function quietNow() {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { from: at(-1), until: at(2), timeZone: "UTC" };
}
const waiting = async () => {
  const { rows } = await db.database.query<{ effect: string; failures: number; minutes: number }>(
    `select consumer as effect, failures, extract(epoch from due_at - now())::float8 / 60 as minutes
     from freehold.parked where postponed order by 1`,
  );
  return rows;
};

test("a channel that its owner has turned off delivers nothing, and the others do", async () => {
  await prefer({ email: false });
  const [email, webhook] = [channel("email"), channel("webhook")];
  await start([email, webhook]).deliver("reminders", [aDueReminder()]);
  await settled();
  expect([email.delivered.length, webhook.delivered.length]).toEqual([0, 1]);
  expect(await deadLetters()).toEqual([]);
});

test("in quiet hours the owner is notified in the app at once, and outside of it once, at their end", async () => {
  await prefer({ quietHours: quietNow() });
  const webhook = channel("webhook");
  const before = await count("notifications");
  const metrics = new Metrics();
  const processor = start([webhook], undefined, {}, metrics);
  await processor.deliver("reminders", [aDueReminder()]);
  const [wait] = await until("it waits", async () => {
    const rows = await waiting();
    return rows.length > 0 ? rows : undefined;
  });
  expect(await count("notifications")).toBe(before + 1);
  expect(wait).toMatchObject({ effect: "notification/webhook", failures: 0 });
  expect(wait?.minutes).toBeGreaterThan(110);
  expect(wait?.minutes).toBeLessThanOrEqual(120);
  await until("it is not taken for an event that is late", async () =>
    /freehold_parked_events\{consumer="notification\/webhook"\} 0/.test(await metrics.registry.metrics()),
  );
  await processor.stop();
  expect(webhook.delivered).toEqual([]);

  await prefer({});
  await passes(2 * 3_600_000);
  start([webhook]);
  await settled();
  expect(webhook.delivered).toHaveLength(1);
});

test("quiet hours that have been made longer are kept, and a channel turned off meanwhile stays silent", async () => {
  await prefer({ quietHours: quietNow() });
  const webhook = channel("webhook");
  const first = start([webhook]);
  await first.deliver("reminders", [aDueReminder()]);
  await until("it waits", async () => (await waiting()).length === 1);
  await first.stop();
  await passes(2 * 3_600_000);
  const second = start([webhook]);
  await until("it waits again", async () => ((await waiting())[0]?.minutes ?? 0) > 100);
  await second.stop();
  await prefer({ webhook: false });
  await passes(2 * 3_600_000);
  start([webhook]);
  await settled();
  expect(webhook.delivered).toEqual([]);
});

test("one who wants nothing in the app has no notification there, and no update", async () => {
  await prefer({ inApp: false });
  const before = await count("notifications");
  expect(await feed(db, createConsumer(), aDueReminder())).toEqual([]);
  expect(await count("notifications")).toBe(before);
});
