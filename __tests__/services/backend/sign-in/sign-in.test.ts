import { z } from "zod";
import { createPasskey } from "../../../helpers/authenticator";
import { useBackend } from "../../../helpers/backend";
import { browserClient } from "../../../helpers/browser-client";
import { creationOptions, invited, requestOptions, signedIn } from "../../../helpers/person";

const api = useBackend();
const url = () => api.url;
const person = (ownerId: string) => invited(api.db.database, url, { ownerId });
const itemsOf = (body: unknown) => z.object({ items: z.array(z.looseObject({ id: z.string() })) }).parse(body).items;

test("a sign-in can't be repeated, and its options name no person", async () => {
  const { passkey } = await person("ann");
  const { body, call } = await signedIn(passkey, url);
  expect((await call("POST", "/api/sign-in", body)).status).toBe(403);
  const options = requestOptions((await browserClient(url).call("POST", "/api/sign-in/options")).body);
  expect(options.allowCredentials ?? []).toEqual([]);
});

test("a passkey that is not known, and a known one that signs wrongly, get one answer", async () => {
  const { passkey } = await person("told");
  const { call, pageUrl } = browserClient(url);
  const answers = [];
  for (const [signer, origin] of [
    [createPasskey("AAAA"), pageUrl()],
    [passkey, "https://evil.example"],
  ] as const) {
    const asked = requestOptions((await call("POST", "/api/sign-in/options")).body);
    answers.push(await call("POST", "/api/sign-in", { response: signer.signIn({ ...asked, origin }) }));
  }
  expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  expect(answers[0]?.body).toEqual(answers[1]?.body);
});

test("a challenge of an invite or of another passkey does not sign in", async () => {
  const { passkey, call, pageUrl } = await person("mixed");
  const asked = creationOptions((await call("POST", "/api/passkeys/options")).body);
  const response = passkey.signIn({ ...asked, origin: pageUrl() });
  expect((await browserClient(url).call("POST", "/api/sign-in", { response })).status).toBe(403);
});

describe("a session acts for our own page alone", () => {
  test.each([
    ["another origin", "POST", { origin: "https://evil.example" }],
    ["no origin", "POST", { origin: undefined }],
    ["another site", "GET", { origin: undefined, "sec-fetch-site": "cross-site" }],
    ["a neighbour on the same site", "GET", { origin: undefined, "sec-fetch-site": "same-site" }],
    ["another port of this machine", "GET", { origin: "http://localhost:1" }],
  ])("a request of %s is refused: %s", async (_what, method, headers) => {
    const { call } = await person("csrf");
    const body = method === "POST" ? { title: "Forged" } : undefined;
    expect((await call(method, "/api/tasks", body, headers)).status).toBe(403);
    expect((await call("GET", "/api/tasks", undefined, { origin: undefined })).body).toMatchObject({ items: [] });
  });

  test("nor does another page sign its visitor in", async () => {
    const answer = await browserClient(url).call("POST", "/api/sign-in/options", undefined, {
      origin: "https://evil.example",
    });
    expect(answer.status).toBe(403);
  });
});

test("an address that tries too often waits, and others do not", async () => {
  const { call } = browserClient(url);
  const statuses: number[] = [];
  // On a slow machine a minute may end in between, and the count begin again.
  while (statuses.length < 42 && statuses.at(-1) !== 429) {
    statuses.push((await call("POST", "/api/sign-in/options")).status);
  }
  expect([statuses.slice(0, 20).every((status) => status === 200), statuses.at(-1)]).toEqual([true, 429]);
  const refused = await call("POST", "/api/sign-in/options");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await browserClient(url).call("POST", "/api/sign-in/options")).status).toBe(200);
});

test("guesses of tokens are refused before they ask the database, and those who are known go on", async () => {
  const { call } = await person("guessed");
  expect((await call("GET", "/api/tasks")).status).toBe(200);
  const guess = (n: number) =>
    call("GET", "/api/tasks", undefined, {
      cookie: undefined,
      authorization: `Bearer fh_${String(n).padEnd(43, "x")}`,
    });
  const statuses: number[] = [];
  while (statuses.length < 42 && statuses.at(-1) !== 429) statuses.push((await guess(statuses.length)).status);
  expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
  expect((await call("GET", "/api/tasks")).status).toBe(200);
});

test("sessions are listed and ended, and an ended one is refused at once by the process that ended it", async () => {
  const first = await person("sessions");
  const second = await signedIn(first.passkey, url);
  const listed = itemsOf((await first.call("GET", "/api/sessions")).body);
  expect(listed.map(({ current }) => current)).toEqual([false, true]);
  const [other] = listed;
  expect((await second.call("GET", "/api/tasks")).status).toBe(200);
  expect((await first.call("DELETE", `/api/sessions/${other?.id}`)).status).toBe(204);
  expect(await second.call("GET", "/api/tasks")).toMatchObject({
    status: 401,
    body: { detail: "Your session has ended: sign in again." },
  });
  const out = await first.call("DELETE", "/api/sessions/current");
  expect([out.status, out.headers.get("set-cookie")]).toEqual([204, expect.stringContaining("Max-Age=0")]);
  expect((await first.call("GET", "/api/tasks", undefined, { cookie: first.cookie() })).status).toBe(401);
});

test("a session ends at its time", async () => {
  const { call } = await person("timed");
  await api.db.database.query("update freehold.sessions set expires_at = now() where owner_id = 'timed'");
  expect((await call("GET", "/api/tasks")).status).toBe(401);
});

test("another person's sessions, passkeys and tokens are not seen, renamed or ended", async () => {
  const [ann, bob] = [await person("owner"), await person("stranger")];
  await ann.call("POST", "/api/personal-tokens", {
    name: "x",
    scope: "read",
    expiresAt: new Date(Date.now() + 60_000),
  });
  for (const path of ["/api/sessions", "/api/passkeys", "/api/personal-tokens"]) {
    const [item] = itemsOf((await ann.call("GET", path)).body);
    expect(item).toBeDefined();
    expect(itemsOf((await bob.call("GET", path)).body).map(({ id }) => id)).not.toContain(item?.id);
    expect((await bob.call("DELETE", `${path}/${item?.id}`)).status).toBe(404);
    if (path === "/api/passkeys")
      expect((await bob.call("PATCH", `${path}/${item?.id}`, { name: "x" })).status).toBe(404);
    expect(itemsOf((await ann.call("GET", path)).body)).toContainEqual(item);
  }
});

test("a person adds, names and revokes passkeys; one that is revoked ends its other sessions, and the only one stays", async () => {
  const ann = await person("keys");
  const [only] = itemsOf((await ann.call("GET", "/api/passkeys")).body);
  expect((await ann.call("DELETE", `/api/passkeys/${only?.id}`)).status).toBe(409);
  const asked = creationOptions((await ann.call("POST", "/api/passkeys/options")).body);
  const phone = createPasskey(asked.user.id);
  const body = { name: "Phone", response: phone.register({ ...asked, origin: ann.pageUrl() }) };
  const added = await ann.call("POST", "/api/passkeys", body);
  expect(added).toMatchObject({ status: 201, body: { name: "Phone", lastUsedAt: null } });
  expect((await ann.call("POST", "/api/passkeys", body)).status).toBe(403);
  const id = z.object({ id: z.string() }).parse(added.body).id;
  expect((await ann.call("PATCH", `/api/passkeys/${id}`, { name: "New phone" })).body).toMatchObject({
    name: "New phone",
  });
  const onPhone = await signedIn(phone, url);
  expect((await onPhone.call("GET", "/api/tasks")).status).toBe(200);
  expect((await ann.call("DELETE", `/api/passkeys/${id}`)).status).toBe(204);
  expect((await onPhone.call("GET", "/api/tasks")).status).toBe(401);
  expect((await signedIn(phone, url)).answer.status).toBe(403);
  expect((await ann.call("GET", "/api/tasks")).status).toBe(200);
});

test("deleting the account ends all that signs in to it", async () => {
  const ann = await person("leaving");
  await ann.call("POST", "/api/personal-tokens", {
    name: "x",
    scope: "read",
    expiresAt: new Date(Date.now() + 60_000),
  });
  const answer = await ann.call("DELETE", "/api/account", { confirm: "leaving" });
  expect(answer).toMatchObject({
    status: 200,
    body: { deleted: { personalTokens: 1, passkeys: 1, sessions: 1, people: 1 } },
  });
  expect((await ann.call("GET", "/api/tasks", undefined, { cookie: ann.cookie() })).status).toBe(401);
  expect((await signedIn(ann.passkey, url)).answer.status).toBe(403);
});
