import type { Channel } from "../../../services/notification/channel";
import { channelsOf } from "../../../services/notification/channels";
import { replayDeadLetter } from "../../../services/runtime/replay";
import { readSettings } from "../../../services/runtime/settings";
import { useDatabase } from "../../helpers/database";
import { startMailServer } from "../../helpers/mail-server";
import { aDueReminder, useNotifications } from "../../helpers/notifications";

const db = useDatabase();
const { start, settled, deadLetters } = useNotifications(db);

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

test("one channel that is down neither holds up the other nor repeats it", async () => {
  let down = true;
  const webhook = channel("webhook", () => down);
  const email = channel("email");
  const event = aDueReminder();
  await start([webhook, email]).deliver("reminders", [event]);
  await settled();
  expect(webhook.keys).toHaveLength(4);
  expect(email.keys).toEqual([`notification/email/${event.id}`]);
  expect(await deadLetters()).toMatchObject([{ event_id: event.id, reason: "webhook is down", retries: 3 }]);

  // Replayed once it is mended, only what failed is done again.
  down = false;
  const { rows } = await db.database.query<{ id: string }>("select id from freehold.dead_letters");
  await db.database.transaction((tx) => replayDeadLetter(tx, rows[0]?.id ?? ""));
  await start([webhook, email]).deliver("reminders", [event]);
  await settled();
  expect(webhook.keys).toHaveLength(5);
  expect(email.keys).toHaveLength(1);
});

describe("the settings", () => {
  const names = (environment: Record<string, string>) => channelsOf(readSettings(environment)).map(({ name }) => name);
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
    const [channel] = channelsOf(
      readSettings({ ...email, NOTIFICATION_SMTP_HOST: "127.0.0.1", NOTIFICATION_SMTP_PORT: String(server.port) }),
    );
    await channel?.deliver(aDueReminder(), "key");
    expect(server.mails).toHaveLength(1);
    await server.stop();
  });
});
