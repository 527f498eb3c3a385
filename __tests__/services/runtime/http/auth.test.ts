import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { type Authenticate, tokenAuthentication } from "../../../../services/runtime/http/auth";
import { createHttp } from "../../../../services/runtime/http/http";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { jwtSecret } from "../../../helpers/backend";
import { silent } from "../../../helpers/database";

const secret = new TextEncoder().encode(jwtSecret);
const nextHour = () => Math.floor(Date.now() / 1000) + 3600;
const ann = () => ({ sub: "ann", exp: nextHour() });

const sign = (claims: JWTPayload, key: CryptoKey | Uint8Array = secret, alg = "HS256", kid?: string) =>
  new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key);

/** Answers who a request is taken for. */
async function whoIs(authenticate: Authenticate, headers: Record<string, string>) {
  const http = createHttp(silent, new Metrics(), () => true);
  http.get("/whoami", (request) => authenticate(request));
  const response = await http.inject({ url: "/whoami", headers });
  return { status: response.statusCode, challenge: response.headers["www-authenticate"], body: response.json() };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const refused = (detail: string) => ({
  status: 401,
  challenge: "Bearer",
  body: { type: "about:blank", code: expect.any(String), title: "Unauthorized", status: 401, detail },
});

describe("with a shared secret", () => {
  const authenticate = (more: NodeJS.ProcessEnv = {}) =>
    tokenAuthentication(readSettings({ JWT_SECRET: jwtSecret, ...more }).auth);

  test("a token is its subject, and an operator only by its roles", async () => {
    const user = { ownerId: "ann", actor: "ann", operator: false };
    expect(await whoIs(authenticate(), bearer(await sign(ann())))).toMatchObject({ status: 200, body: user });
    const withRoles = await sign({ ...ann(), roles: ["user", "operator"] });
    expect((await whoIs(authenticate(), bearer(withRoles))).body).toEqual({
      ...user,
      operator: true,
      expiresAt: expect.any(Number),
    });
  });

  test.each(["bearer", "BEARER"])("the scheme may be written %s", async (scheme) => {
    const answer = await whoIs(authenticate(), { authorization: `${scheme} ${await sign(ann())}` });
    expect(answer.status).toBe(200);
  });

  test("a WebSocket brings its token as a subprotocol", async () => {
    const answer = await whoIs(authenticate(), { "sec-websocket-protocol": `freehold, bearer.${await sign(ann())}` });
    expect(answer.body).toMatchObject({ ownerId: "ann" });
  });

  test.each<[string, () => Promise<string> | string]>([
    ["no signature", () => new UnsecuredJWT(ann()).encode()],
    ["another secret", () => sign(ann(), new TextEncoder().encode(jwtSecret.toUpperCase()))],
    ["an algorithm that is not on the list", () => sign(ann(), secret, "HS512")],
    ["no expiry", () => sign({ sub: "ann" })],
    ["no subject", () => sign({ exp: nextHour() })],
    ["an empty subject", () => sign({ sub: "", exp: nextHour() })],
    ["a subject that Postgres can't store", () => sign({ sub: "a\0b", exp: nextHour() })],
    ["a subject without end", () => sign({ sub: "x".repeat(201), exp: nextHour() })],
    ["roles that are no list", () => sign({ ...ann(), roles: "operator" })],
    ["a start that is yet to come", () => sign({ ...ann(), nbf: nextHour() })],
    ["other claims than were signed", async () => (await sign(ann())).replace(/\.[^.]+\./, `.${claimsOf("bob")}.`)],
    ["no form at all", () => "garbage"],
    ["empty parts", () => ".."],
  ])("a token with %s is refused", async (_what, make) => {
    expect(await whoIs(authenticate(), bearer(await make()))).toEqual(refused("The token is not valid here."));
  });

  test("an expired token is told so", async () => {
    const token = await sign({ sub: "ann", exp: Math.floor(Date.now() / 1000) - 1 });
    expect(await whoIs(authenticate(), bearer(token))).toEqual(refused("The token has expired."));
  });

  test.each(["", "Bearer", "Bearer ", "Basic YW5uOmFubg==", "Token abc", "abc"])(
    "the header %j brings no token",
    async (authorization) => {
      const detail = "Send a bearer token in the Authorization header.";
      expect(await whoIs(authenticate(), { authorization })).toEqual(refused(detail));
    },
  );

  test.each(["iss", "aud"])("where %s is expected, a token needs it, and no other", async (claim) => {
    const strict = authenticate({ [claim === "iss" ? "JWT_ISSUER" : "JWT_AUDIENCE"]: "https://freehold.example" });
    const status = async (value?: string) => {
      const claims = value === undefined ? ann() : { ...ann(), [claim]: value };
      return (await whoIs(strict, bearer(await sign(claims)))).status;
    };
    expect(await status("https://freehold.example")).toBe(200);
    expect(await status("https://evil.example")).toBe(401);
    expect(await status()).toBe(401);
  });
});

describe("with a key set", () => {
  let keys: { privateKey: CryptoKey; publicKey: CryptoKey };
  let up = true;
  let url: string;
  let authenticate: Authenticate;
  const server = createHttp(silent, new Metrics(), () => true);
  server.get("/jwks", async (_request, reply) =>
    up ? { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one", alg: "ES256" }] } : reply.code(500).send(),
  );

  beforeAll(async () => {
    keys = await generateKeyPair("ES256", { extractable: true });
    url = await server.listen({ host: "127.0.0.1", port: 0 });
  });
  beforeEach(() => {
    up = true;
    authenticate = tokenAuthentication(readSettings({ JWKS_URL: `${url}/jwks` }).auth);
  });
  afterAll(() => server.close());

  test("a token of one of its keys is accepted", async () => {
    const token = await sign(ann(), keys.privateKey, "ES256", "one");
    expect(await whoIs(authenticate, bearer(token))).toMatchObject({ status: 200, body: { ownerId: "ann" } });
  });

  test.each<[string, () => Promise<string> | string]>([
    ["no signature", () => new UnsecuredJWT(ann()).encode()],
    ["the public key as a secret", async () => sign(ann(), await publicPem(keys.publicKey), "HS256", "one")],
    ["another key", async () => sign(ann(), (await generateKeyPair("ES256")).privateKey, "ES256", "one")],
    ["a key that is not in the set", () => sign(ann(), keys.privateKey, "ES256", "two")],
    ["no expiry", () => sign({ sub: "ann" }, keys.privateKey, "ES256", "one")],
  ])("a token with %s is refused", async (_what, make) => {
    expect(await whoIs(authenticate, bearer(await make()))).toEqual(refused("The token is not valid here."));
  });

  test("a key set that is down is not the user's fault", async () => {
    up = false;
    const token = await sign(ann(), keys.privateKey, "ES256", "one");
    expect(await whoIs(authenticate, bearer(token))).toMatchObject({ status: 503, body: { title: "Unavailable" } });
    up = true;
    expect(await whoIs(authenticate, bearer(token))).toMatchObject({ status: 200 });
  });

  test("a key set that is out of reach is not the user's fault either", async () => {
    const away = tokenAuthentication(readSettings({ JWKS_URL: "http://127.0.0.1:1/jwks" }).auth);
    const token = await sign(ann(), keys.privateKey, "ES256", "one");
    expect(await whoIs(away, bearer(token))).toMatchObject({ status: 503 });
  });
});

test("without keys no request is signed in", async () => {
  expect(await whoIs(tokenAuthentication(readSettings({}).auth), bearer(await sign(ann())))).toEqual(
    refused("This service has no keys to check tokens with."),
  );
});

const claimsOf = (sub: string) => Buffer.from(JSON.stringify({ sub, exp: nextHour() })).toString("base64url");
const publicPem = async (key: CryptoKey) => new TextEncoder().encode(await exportSPKI(key));
