import { DaprStateIdempotency } from "../../../../services/runtime/consumer/idempotency/dapr-state";
import { keyOf } from "../../../../services/runtime/consumer/idempotency/port";
import { RedeliverError } from "../../../../services/runtime/core/errors";
import { readSecret } from "../../../../services/runtime/host/secrets";
import { readSettings, type Settings } from "../../../../services/runtime/settings/settings";
import { rowBytes } from "../../../../stacks/guards/database-size";
import { useDatabase } from "../../../helpers/database";
import { startMailServer } from "../../../helpers/mail-server";
import { startNotificationSidecar } from "../../../helpers/notification-sidecar";
import { aDueReminder, channelsFrom, useNotifications } from "../../../helpers/notifications";
import { freePort } from "../../../helpers/ports";
import { describeReal } from "../../../helpers/real";

// What holds for every adapter is in __tests__/conformance/idempotency.ts.
describeReal("The notification service beside a real sidecar", ["daprd"], ({ daprd }) => {
  const db = useDatabase();
  const { start, settled, deadLetters } = useNotifications(db);
  const secret = {
    "webhook-url": "https://example.org/hook",
    "smtp-username": "freehold",
    "smtp-password": "a password",
  };
  let environment: Record<string, string>;
  let settings: Settings["dapr"];
  const id = { consumer: "notification/webhook", eventId: "event" };

  beforeAll(async () => {
    environment = await startNotificationSidecar(daprd, db, secret);
    settings = readSettings(environment).dapr;
  });

  test("that an effect is done is forgotten after the claims' lifetime", async () => {
    await new DaprStateIdempotency(settings).once(id, async () => {});
    const { rows } = await db.database.query<{ key: string; days: number }>(
      "select key, round(extract(epoch from expires_at - now()) / 86400)::int as days from dapr_state.state where key like $1",
      [`%${keyOf(id)}%`],
    );
    expect(rows).toEqual([{ key: `notification||${keyOf(id)}/done`, days: 7 }]);
  });

  test("a row of the state store takes no more than the projected size of the database counts, and not far less", async () => {
    await db.database.query(`insert into dapr_state.state (key, value, etag, expires_at)
      select 'notification||notification/webhook/' || gen_random_uuid() || '/done', 'true', gen_random_uuid(), now()
      from generate_series(1, 2000)`);
    const { rows } = await db.database.query<{ bytes: number }>(
      "select pg_total_relation_size('dapr_state.state') / count(*) as bytes from dapr_state.state",
    );
    expect(rows[0]?.bytes).toBeLessThanOrEqual(rowBytes.state);
    expect(rows[0]?.bytes).toBeGreaterThan(rowBytes.state / 2);
  });

  /** Does something just before the first request to a path of the state store goes out. Answers the statuses of that path. */
  const before = (path: string, act: () => Promise<unknown>) => {
    const { fetch } = globalThis;
    const statuses: number[] = [];
    let acted = false;
    const spy = jest.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const isIt = init?.method === "POST" && String(input).endsWith(path);
      if (isIt && !acted) {
        acted = true;
        await act();
      }
      const response = await fetch(input, init);
      if (isIt) statuses.push(response.status);
      return response;
    });
    return { statuses, end: () => spy.mockRestore() };
  };

  test("of two that take a lease in the same moment the second is refused with 500, has no effect, and is redelivered", async () => {
    const contested = { ...id, eventId: "contested" };
    const other = new DaprStateIdempotency(settings);
    const had: string[] = [];
    let finish = () => {};
    const first = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let running: Promise<void> | undefined;
    const begun = () =>
      new Promise<void>((resolve) => {
        running = other.once(contested, async () => {
          resolve();
          await first;
          had.push("first");
        });
      });
    // Both have seen that there is no lease.
    const { statuses, end } = before("/state/statestore", begun);
    const second = new DaprStateIdempotency(settings).once(contested, async () => void had.push("second"));
    await expect(second).rejects.toThrow(RedeliverError);
    end();
    finish();
    await running;
    await new DaprStateIdempotency(settings).once(contested, async () => void had.push("again"));
    expect(had).toEqual(["first"]);
    expect(statuses).toEqual([204, 500]);
  });

  test("one that finished before another took the lease, but after it had looked, is not repeated", async () => {
    const late = { ...id, eventId: "late" };
    const had: string[] = [];
    const once = (name: string) => new DaprStateIdempotency(settings).once(late, async () => void had.push(name));
    const { statuses, end } = before("/state/statestore", () => once("first"));
    await once("second");
    end();
    expect(had).toEqual(["first"]);
    expect(statuses).toEqual([204, 204]);
    const { rows } = await db.database.query("select key from dapr_state.state where key like '%/late/%'");
    expect(rows).toEqual([{ key: `notification||${keyOf(late)}/done` }]);
  });

  test("a transaction that the store fails with 500 leaves the lease: the effect runs again only once that has ended", async () => {
    const undone = { ...id, eventId: "undone" };
    let had = 0;
    const once = () =>
      new DaprStateIdempotency(settings).once(undone, async () => {
        had += 1;
      });
    const refuse = `alter table dapr_state.state add constraint refused check (key not like '%${undone.eventId}/done')`;
    const { statuses, end } = before("/transaction", () => db.database.query(refuse));
    await expect(once()).rejects.toThrow(RedeliverError);
    end();
    expect(statuses).toEqual([500]);
    await db.database.query("alter table dapr_state.state drop constraint refused");
    await expect(once()).rejects.toThrow("its lease has not ended");
    expect(had).toBe(1);
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + DaprStateIdempotency.guarantee.wait + 1);
    await once().finally(() => clock.mockRestore());
    await once();
    expect(had).toBe(2);
  });

  test("a sidecar that is away is no failure of the event", async () => {
    const away = { ...settings, httpPort: await freePort() };
    await expect(new DaprStateIdempotency(away).once(id, async () => {})).rejects.toThrow(RedeliverError);
    await expect(readSecret(away, "notification")).rejects.toThrow(RedeliverError);
  });

  test("the service reads its own secret through the sidecar, and no other", async () => {
    expect(await readSecret(settings, "notification")).toEqual(secret);
    await expect(readSecret(settings, "database")).rejects.toThrow("answered 403 for the secret database");
  });

  test("an e-mail goes out with the password of the secret store, once, and its claim is in the state store", async () => {
    const server = await startMailServer({
      account: { user: secret["smtp-username"], pass: secret["smtp-password"] },
      allowInsecureAuth: true,
    });
    const channels = channelsFrom(
      {
        ...environment,
        NOTIFICATION_CHANNELS: "email",
        NOTIFICATION_SMTP_HOST: "127.0.0.1",
        NOTIFICATION_SMTP_PORT: String(server.port),
        NOTIFICATION_EMAIL_FROM: "freehold@example.org",
        NOTIFICATION_EMAIL_TO: "ann@example.com",
      },
      db,
    );
    const event = aDueReminder();
    const processor = start(channels, new DaprStateIdempotency(settings));
    await processor.deliver("reminders", [event, event]);
    await processor.deliver("reminders", [event]);
    await settled();
    await server.stop();
    expect(server.mails).toMatchObject([{ to: ["ann@example.com"], user: "freehold" }]);
    expect(await deadLetters()).toEqual([]);
    const { rows } = await db.database.query("select key from dapr_state.state where key like $1", [`%${event.id}%`]);
    expect(rows).toEqual([{ key: `notification||notification/email/${event.id}/done` }]);
  });

  test("a secret without the key that a channel needs is a dead letter that names it", async () => {
    const bare = await startNotificationSidecar(daprd, db, { "smtp-username": "freehold" });
    const channels = channelsFrom({ ...bare, NOTIFICATION_CHANNELS: "webhook" }, db);
    const event = aDueReminder();
    await start(channels).deliver("reminders", [event]);
    await settled();
    expect(await deadLetters()).toMatchObject([
      { code: "SETTINGS_INVALID", reason: "webhook: The secret notification has no key webhook-url: add it." },
    ]);
  });
});
