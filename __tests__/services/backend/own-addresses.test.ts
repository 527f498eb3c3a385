import { useBackend } from "../../helpers/backend";

const api = useBackend();
const [ann, bob] = [api.as("ann"), api.as("bob")];
const path = "/api/notifications/addresses";
const none = { email: null, emailToConfirm: null, webhookHost: null };
beforeEach(() => api.db.database.query("truncate freehold.notification_addresses"));

const ask = (address = "ann@example.net") => ann("PUT", `${path}/email`, { address });
const confirm = (code: string, call = ann) => call("POST", `${path}/email/confirm`, { code });
/** The code that the owner would find in the mail. */
const codeOf = async (ownerId = "ann") => {
  const statement = "select code from freehold.notification_addresses where owner_id = $1";
  return (await api.db.database.query<{ code: string }>(statement, [ownerId])).rows[0]?.code ?? "";
};
const wrong = (code: string) => (code === "00000000" ? "11111111" : "00000000");
const refused = {
  status: 400,
  body: {
    errors: [{ field: "code", code: "WRONG_CODE", message: "is not the code, or the code is not good any more" }],
  },
};
const passes = (seconds: number) =>
  api.db.database.query("update freehold.notification_addresses set asked_at = asked_at - $1 * interval '1 second'", [
    seconds,
  ]);

test("a webhook of one's own is known by its host alone, is no other owner's, and goes again", async () => {
  expect(await ann("GET", path)).toMatchObject({ status: 200, body: none });
  const put = await ann("PUT", `${path}/webhook`, { url: "https://ntfy.example.org/topic?token=secret" });
  expect(put).toMatchObject({ status: 200, body: { ...none, webhookHost: "ntfy.example.org" } });
  expect((await ann("GET", path)).body).toEqual(put.body);
  expect((await bob("GET", path)).body).toEqual(none);
  await bob("DELETE", `${path}/webhook`);
  expect((await ann("GET", path)).body).toEqual(put.body);
  expect((await ann("DELETE", `${path}/webhook`)).status).toBe(204);
  expect((await ann("GET", path)).body).toEqual(none);
});

test.each([
  ["http://example.org/hook"],
  ["https://example.org:8443/hook"],
  ["https://user:pass@example.org/hook"],
  ["https://127.0.0.1/hook"],
  ["https://169.254.169.254/opc/v2"],
  ["https://backend.freehold.svc.cluster.internal/hook"],
])("a webhook of one's own at %s is refused", async (url) => {
  expect(await ann("PUT", `${path}/webhook`, { url })).toMatchObject({
    status: 400,
    body: { errors: [{ field: "url", code: "ADDRESS_REFUSED" }] },
  });
  expect((await ann("GET", path)).body).toEqual(none);
});

test("an e-mail address is one's own once its code comes back; neither is in the event", async () => {
  expect(await ask()).toMatchObject({ status: 200, body: { ...none, emailToConfirm: "ann@example.net" } });
  const code = await codeOf();
  expect(code).toMatch(/^\d{8}$/);
  const { rows } = await api.db.database.query<{ event: { ownerid: string; data: object } }>(
    "select event from freehold.bus_log where event->>'type' = 'freehold.address-code.requested.v1'",
  );
  expect(rows).toMatchObject([{ event: { ownerid: "ann", data: { channel: "email" } } }]);
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`example.net|${code}`));
  expect(await confirm(wrong(code))).toMatchObject(refused);
  expect(await confirm(code, bob)).toMatchObject(refused);
  expect(await confirm(code)).toMatchObject({ status: 200, body: { ...none, email: "ann@example.net" } });
  expect(await confirm(code)).toMatchObject(refused);

  // Another one: the first is in use until its code has come back.
  await passes(60);
  expect((await ask("ann@example.com")).body).toMatchObject({ email: "ann@example.net" });
  expect((await confirm(await codeOf())).body).toEqual({ ...none, email: "ann@example.com" });
  expect((await ann("DELETE", `${path}/email`)).status).toBe(204);
  expect((await ann("GET", path)).body).toEqual(none);
});

test("a code a minute at most, also after the address was taken back", async () => {
  await ask();
  await ann("DELETE", `${path}/email`);
  expect(await ask("eve@example.net")).toMatchObject({
    status: 409,
    body: { code: "CODE_SENT_JUST_NOW", detail: "A code was sent a moment ago: wait 60 seconds." },
  });
  expect((await ann("GET", path)).body).toEqual(none);
  await passes(60);
  expect((await ask()).status).toBe(200);
});

test("after five wrong codes, or an hour, the right one is none any more", async () => {
  await ask();
  const code = await codeOf();
  for (let n = 0; n < 5; n += 1) expect(await confirm(wrong(code))).toMatchObject(refused);
  expect(await confirm(code)).toMatchObject(refused);
  await passes(60);
  await ask();
  await passes(3_600);
  expect(await confirm(await codeOf())).toMatchObject(refused);
  expect((await ann("GET", path)).body).toEqual(none);
});

test.each([
  ["ann"],
  ["a@b@example.org"],
  ["ann@-example.org"],
  ["ann@example-.org"],
  ["ann@example"],
  ["ann@example.org\r\nBcc: eve@example.net"],
  [`${"a".repeat(250)}@example.org`],
])("%j is no e-mail address", async (address) => {
  expect((await ask(address)).status).toBe(400);
  expect((await ann("GET", path)).body).toEqual(none);
});
