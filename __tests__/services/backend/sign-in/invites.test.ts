import { addInvite } from "../../../../services/backend/sign-in/invites";
import { createPasskey } from "../../../helpers/authenticator";
import { useBackend } from "../../../helpers/backend";
import { browserClient } from "../../../helpers/browser-client";
import { creationOptions, invited, signedIn } from "../../../helpers/person";

const api = useBackend();
const url = () => api.url;
const invite = (ownerId: string, more = {}) => invited(api.db.database, url, { ownerId, ...more });

test("an invite becomes a passkey, which signs in as the person it names", async () => {
  await api.as("ann")("POST", "/api/tasks", { title: "By a signed token" });
  const { accepted, call, passkey } = await invite("ann");
  expect(accepted).toMatchObject({ status: 201, body: { ownerId: "ann" } });
  expect(accepted.headers.get("set-cookie")).toMatch(
    /^__Host-freehold=fh_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/i,
  );
  expect((await call("GET", "/api/tasks")).body).toMatchObject({ items: [{ title: "By a signed token" }] });
  const second = await signedIn(passkey, url);
  expect(second.answer).toMatchObject({ status: 200, body: { ownerId: "ann" } });
  expect((await second.call("POST", "/api/tasks", { title: "By a session" })).status).toBe(201);
});

test("an invite is good once, and what was sent can't be sent again", async () => {
  const { body, token } = await invite("once");
  const other = browserClient(url);
  expect((await other.call("POST", "/api/invites/options", { token })).status).toBe(404);
  expect((await other.call("POST", "/api/invites/accept", body)).status).toBe(404);
  expect(other.cookie()).toBeUndefined();
});

test("of several who use an invite at once, one gets in", async () => {
  const { token } = await addInvite(api.db.database, { ownerId: "race", operator: false, days: 1 });
  const tries = [];
  for (let n = 0; n < 4; n += 1) {
    const { call, pageUrl } = browserClient(url);
    const asked = creationOptions((await call("POST", "/api/invites/options", { token })).body);
    const response = createPasskey(asked.user.id).register({ ...asked, origin: pageUrl() });
    tries.push(() => call("POST", "/api/invites/accept", { token, name: "x", response }));
  }
  const answers = await Promise.all(tries.map((accept) => accept()));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404]);
});

test("an invite that was used, has ended, was replaced or never was gets one answer", async () => {
  const used = (await invite("told")).token;
  const replaced = (await addInvite(api.db.database, { ownerId: "told", operator: false, days: 1 })).token;
  const ended = (await addInvite(api.db.database, { ownerId: "told", operator: false, days: 1 })).token;
  await api.db.database.query("update freehold.invites set expires_at = now() where owner_id = 'told'");
  const { call } = browserClient(url);
  const bodies = [];
  for (const token of [used, replaced, ended, `fh_${"A".repeat(43)}`])
    bodies.push((await call("POST", "/api/invites/options", { token })).body);
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  expect(bodies[0]).toMatchObject({ status: 404, detail: expect.stringContaining("ask for a new one") });
});

test("the newest invite says whether its person is an operator", async () => {
  const first = await invite("olga", { operator: true });
  expect((await first.call("GET", "/api/operator/events")).status).toBe(200);
  await invite("olga");
  expect((await first.call("GET", "/api/operator/events")).status).toBe(403);
});

test("an authenticator is told which passkeys its person has", async () => {
  const { body } = await invite("known");
  const { token } = await addInvite(api.db.database, { ownerId: "known", operator: false, days: 1 });
  const { call } = browserClient(url);
  expect(creationOptions((await call("POST", "/api/invites/options", { token })).body).known).toEqual([
    body.response.id,
  ]);
});

test.each([
  ["the origin of another page", { origin: "https://evil.example" }],
  ["another host", { rpId: "evil.example" }],
  ["a challenge that was not asked", { challenge: "AAAA" }],
])("a passkey for %s is refused, and the invite stays good", async (_what, changed) => {
  const { token } = await addInvite(api.db.database, { ownerId: "wrong", operator: false, days: 1 });
  const { call, pageUrl } = browserClient(url);
  const asked = creationOptions((await call("POST", "/api/invites/options", { token })).body);
  const passkey = createPasskey(asked.user.id);
  const accept = (more: object) =>
    call("POST", "/api/invites/accept", {
      ...{ token, name: "x" },
      response: passkey.register({ ...asked, origin: pageUrl(), ...more }),
    });
  expect((await accept(changed)).status).toBe(403);
  expect((await accept({})).status).toBe(201);
});

test("no secret is stored: neither invite, challenge nor session", async () => {
  const { token, cookie } = await invite("hidden");
  const session = cookie()?.split("=")[1] ?? "";
  expect(session).toMatch(/^fh_/);
  for (const table of ["invites", "sessions", "sign_in_challenges"]) {
    const { rows } = await api.db.database.query(`select * from freehold.${table}`);
    const stored = JSON.stringify(rows);
    for (const secret of [token, session]) expect(stored).not.toContain(secret);
  }
});
