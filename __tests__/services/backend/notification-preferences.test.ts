import { useBackend } from "../../helpers/backend";

const api = useBackend();
const [ann, bob] = [api.as("ann"), api.as("bob")];
const path = "/api/notifications/preferences";

const defaults = { inApp: true, email: true, webhook: true, push: true, quietHours: null };
const night = { from: "22:00", until: "07:00", timeZone: "Europe/Berlin" };

test("an owner who said nothing is notified at any time in every way", async () => {
  expect(await ann("GET", path)).toMatchObject({ status: 200, body: defaults });
});

test("what an owner prefers is kept, and is no other owner's", async () => {
  const preferred = { inApp: false, email: false, webhook: true, push: false, quietHours: night };
  expect(await ann("PUT", path, preferred)).toMatchObject({ status: 200, body: preferred });
  expect((await ann("GET", path)).body).toEqual(preferred);
  expect((await bob("GET", path)).body).toEqual(defaults);
  await bob("PUT", path, { ...defaults, email: false });
  expect((await ann("GET", path)).body).toEqual(preferred);
  expect(await ann("PUT", path, defaults)).toMatchObject({ status: 200, body: defaults });
  expect((await ann("GET", path)).body).toEqual(defaults);
});

test("a program of the release before, which knows no push, leaves it as it is", async () => {
  const { push: _, ...before } = defaults;
  expect((await bob("PUT", path, { ...before, webhook: false })).body).toEqual({ ...defaults, webhook: false });
  await bob("PUT", path, { ...defaults, push: false });
  expect((await bob("PUT", path, before)).body).toEqual({ ...defaults, push: false });
});

test("a test by a channel is an event, and at most one in ten seconds; it leaves the preferences as they are", async () => {
  const [carl, test] = [api.as("carl"), "/api/notifications/test"];
  const requested = async () => {
    const { rows } = await api.db.database.query<{ owner: string; channel: string }>(
      `select event->>'ownerid' as owner, event->'data'->>'channel' as channel from freehold.bus_log
       where event->>'type' = 'freehold.channel-test.requested.v1' order by position`,
    );
    return rows;
  };
  expect((await carl("POST", test, { channel: "email" })).status).toBe(204);
  expect((await carl("GET", path)).body).toEqual(defaults);
  expect(await carl("POST", test, { channel: "webhook" })).toMatchObject({
    status: 409,
    body: { code: "TESTED_JUST_NOW", detail: "You sent a test a moment ago: wait 10 seconds." },
  });
  await carl("PUT", path, { ...defaults, webhook: false });
  await api.db.database.query(
    "update freehold.notification_preferences set tested_at = tested_at - interval '10 seconds' where owner_id = 'carl'",
  );
  expect((await carl("POST", test, { channel: "webhook" })).status).toBe(204);
  expect((await carl("GET", path)).body).toEqual({ ...defaults, webhook: false });
  expect(await requested()).toEqual([
    { owner: "carl", channel: "email" },
    { owner: "carl", channel: "webhook" },
  ]);
  expect((await carl("POST", test, { channel: "push" })).status).toBe(400);
});

test.each<[string, object, string]>([
  ["a time that is none", { quietHours: { ...night, from: "24:00" } }, "quietHours.from"],
  ["quiet hours of no length", { quietHours: { ...night, from: "07:00" } }, "quietHours.until"],
  ["an unknown time zone", { quietHours: { ...night, timeZone: "Mars/Base" } }, "quietHours.timeZone"],
  ["a missing choice", { inApp: undefined }, "inApp"],
  ["an unknown channel", { sms: true }, "sms"],
])("%s is refused, and the field named", async (_what, changes, field) => {
  expect(await ann("PUT", path, { ...defaults, ...changes })).toMatchObject({
    status: 400,
    body: { errors: [{ field }] },
  });
});
