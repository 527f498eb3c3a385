import { z } from "zod";
import { createPasskey } from "../../../helpers/authenticator";
import { tokenFor, useBackendWith } from "../../../helpers/backend";
import { browserClient } from "../../../helpers/browser-client";
import { oidcAddress, publicClient, signInAtProvider, startOidcProvider } from "../../../helpers/oidc-provider";
import { begun, ownerIn, signedInByOidc } from "../../../helpers/oidc-sign-in";
import { creationOptions } from "../../../helpers/person";
import type { RunningProgram } from "../../../helpers/program";

const variables: Record<string, string> = {
  OIDC_ADDRESSES: "Ann@example.org",
  OIDC_DOMAINS: "team.example, club.example",
};
let starting: Promise<RunningProgram> | undefined;
beforeAll(async () => {
  const { port, issuer } = await oidcAddress();
  Object.assign(variables, publicClient(issuer));
  starting = startOidcProvider(port);
});
const api = useBackendWith(variables);
beforeAll(() => starting);
afterAll(async () => (await starting)?.stop());

const url = () => api.url;
const signIn = (login: string, change?: (address: URL) => void) => signedInByOidc(url, login, change);
const isHeldBack = async ({ call, cookie }: ReturnType<typeof browserClient>) => {
  expect((await call("GET", "/api/tasks", undefined, { cookie: cookie() })).status).toBe(401);
};

test("an address that may enter gets an account, and the session of any other way to sign in", async () => {
  const ann = await signIn("ann ann@example.org");
  expect([ann.answer.status, ownerIn(ann.answer.body)]).toEqual([200, expect.stringMatching(/^oidc:[\w-]{43}$/)]);
  const [session, attempt] = ann.answer.headers.getSetCookie();
  for (const part of ["__Host-freehold=fh_", "HttpOnly", "Secure", "SameSite=Strict"]) expect(session).toContain(part);
  expect(attempt).toMatch(/^__Host-freehold-oidc=; Max-Age=0/);
  expect((await ann.call("POST", "/api/tasks", { title: "Ann's own" })).status).toBe(201);
  const { body } = await ann.call("GET", "/api/sessions");
  expect(body).toMatchObject({ items: [{ current: true }] });
  expect((await ann.call("POST", "/api/tasks", { title: "Forged" }, { origin: "https://evil.example" })).status).toBe(
    403,
  );
  expect((await ann.call("DELETE", "/api/sessions/current")).status).toBe(204);
  await isHeldBack(ann);
});

test("the account is the person's, not the address's", async () => {
  const before = await signIn("carl carl@team.example");
  await before.call("POST", "/api/tasks", { title: "Carl's own" });
  const after = await signIn("carl carl@club.example");
  expect(ownerIn(after.answer.body)).toBe(ownerIn(before.answer.body));
  expect((await after.call("GET", "/api/tasks")).body).toMatchObject({ items: [{ title: "Carl's own" }] });
  const heir = await signIn("heir carl@team.example");
  expect(ownerIn(heir.answer.body)).not.toBe(ownerIn(before.answer.body));
  expect((await heir.call("GET", "/api/tasks")).body).toMatchObject({ items: [] });
});

test.each(["ann ANN@Example.org", "bob bob@team.example", "bob Bob@TEAM.example"])("%s may enter", async (login) => {
  expect((await signIn(login)).answer.status).toBe(200);
});

test.each([
  ["a stranger", "eve eve@example.org"],
  ["an address that is not verified", "ann ann@example.org unverified"],
  ["nobody's address", "eve"],
  ["a subdomain", "eve eve@sub.team.example"],
  ["a domain that ends alike", "eve eve@myteam.example"],
  ["an address in an address", 'eve "eve@team.example"@example.org'],
])("%s may not enter, and is told why", async (_what, login) => {
  const eve = await signIn(login);
  expect(eve.answer).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining("verified e-mail address") },
  });
  expect(eve.answer.headers.getSetCookie()).toEqual([]);
  await isHeldBack(eve);
});

describe("an answer of the provider is good once, in the browser that asked for it", () => {
  const over = { status: 409, body: { detail: expect.stringContaining("try again") } };

  test("not a second time", async () => {
    const { browser, query } = await (async () => {
      const asking = await begun(url);
      return { browser: asking, query: (await signInAtProvider(asking.address(), "ann ann@example.org")).search };
    })();
    const cookie = browser.cookie();
    const answers = await Promise.all(
      [1, 2].map(() => browser.call("POST", "/api/sign-in/oidc/finish", { query }, { cookie })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await browser.call("POST", "/api/sign-in/oidc/finish", { query }, { cookie })).toMatchObject(over);
  });

  test("not in another browser, which may have begun an attempt of its own", async () => {
    const ann = await begun(url);
    const { search: query } = await signInAtProvider(ann.address(), "ann ann@example.org");
    const [victim, stranger] = [await begun(url), browserClient(url)];
    for (const { call } of [victim, stranger])
      expect(await call("POST", "/api/sign-in/oidc/finish", { query })).toMatchObject(over);
    await isHeldBack(victim);
  });

  test.each([
    ["state", "another"],
    ["nonce", "another"],
    ["code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
  ])("not with another %s", async (name, value) => {
    const ann = await signIn("ann ann@example.org", (address) => {
      expect(address.searchParams.get(name)).not.toBeNull();
      address.searchParams.set(name, value);
    });
    expect(ann.answer).toMatchObject(over);
    await isHeldBack(ann);
  });

  test("not after its time", async () => {
    const ann = await begun(url);
    const { search: query } = await signInAtProvider(ann.address(), "ann ann@example.org");
    await api.db.database.query("update freehold.sign_in_challenges set expires_at = now()");
    expect(await ann.call("POST", "/api/sign-in/oidc/finish", { query })).toMatchObject(over);
  });

  test("nor when it says that the person was not signed in", async () => {
    expect((await signIn("nobody")).answer).toMatchObject(over);
  });

  test("and another page can neither begin an attempt nor end one", async () => {
    const { call } = await begun(url);
    const origin = "https://evil.example";
    expect((await call("POST", "/api/sign-in/oidc", undefined, { origin })).status).toBe(403);
    expect((await call("POST", "/api/sign-in/oidc/finish", { query: "?code=x" }, { origin })).status).toBe(403);
  });
});

test("an attempt keeps its token in a cookie that neither scripts nor other sites get, and no table has it", async () => {
  const { answer, cookie, address } = await begun(url);
  expect(answer.headers.get("set-cookie")).toMatch(
    /^__Host-freehold-oidc=fh_[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  const token = cookie()?.split("=")[1] ?? "";
  expect(address()).not.toContain(token);
  const { rows } = await api.db.database.query("select c::text as row from freehold.sign_in_challenges c");
  expect(rows.length).toBeGreaterThan(0);
  for (const secret of [token, ...new URL(address()).searchParams.values()])
    expect(JSON.stringify(rows)).not.toContain(secret);
  expect(new URL(address()).searchParams.get("code_challenge_method")).toBe("S256");
});

test("neither a signed token nor an invite gets into the account", async () => {
  const ownerId = ownerIn((await signIn("ann ann@example.org")).answer.body);
  const authorization = `Bearer ${await tokenFor(ownerId)}`;
  expect((await api.as("ann")("GET", "/api/tasks", undefined, { authorization })).status).toBe(401);
});

test("a person adds a passkey, and may revoke the only one: the provider still signs in", async () => {
  const ann = await signIn("keys keys@team.example");
  const asked = creationOptions((await ann.call("POST", "/api/passkeys/options")).body);
  const response = createPasskey(asked.user.id).register({ ...asked, origin: ann.pageUrl() });
  const added = await ann.call("POST", "/api/passkeys", { name: "Laptop", response });
  expect(added.status).toBe(201);
  const { id } = z.object({ id: z.string() }).parse(added.body);
  expect((await ann.call("DELETE", `/api/passkeys/${id}`)).status).toBe(204);
  expect((await ann.call("GET", "/api/tasks")).status).toBe(200);
});
