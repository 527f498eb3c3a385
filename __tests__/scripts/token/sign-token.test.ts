import { signToken } from "../../../scripts/token/sign-token";
import { tokenAuthentication } from "../../../services/runtime/http/auth";
import { createHttp } from "../../../services/runtime/http/http";
import { readSettings } from "../../../services/runtime/settings/settings";
import { Metrics } from "../../../services/runtime/telemetry/metrics";
import { jwtSecret } from "../../helpers/backend";
import { silent } from "../../helpers/database";

const day = 24 * 3_600_000;
const ann = { user: "ann", operator: false, days: 30 };

/** Whom a service with that secret takes the bearer of a token for. */
async function whoIs(token: string, more: NodeJS.ProcessEnv = {}) {
  const authenticate = tokenAuthentication(readSettings({ JWT_SECRET: jwtSecret, ...more }).auth);
  const http = createHttp(silent, new Metrics(), () => true);
  http.get("/whoami", (request) => authenticate(request));
  const response = await http.inject({ url: "/whoami", headers: { authorization: `Bearer ${token}` } });
  return { status: response.statusCode, body: response.json() };
}

test("a service takes its bearer for that user, and for no operator, until the days are over", async () => {
  const began = Date.now();
  const { status, body } = await whoIs(await signToken(jwtSecret, ann));
  expect({ status, body }).toMatchObject({ status: 200, body: { ownerId: "ann", operator: false } });
  expect(body.expiresAt).toBeGreaterThan(began + 30 * day - 2_000);
  expect(body.expiresAt).toBeLessThan(Date.now() + 30 * day + 2_000);
});

test("an operator is one to the services", async () => {
  expect((await whoIs(await signToken(jwtSecret, { ...ann, operator: true }))).body).toMatchObject({ operator: true });
});

test("issuer and audience are those that the services are told to expect", async () => {
  const expected = { JWT_ISSUER: "https://issuer.example", JWT_AUDIENCE: "tasks" };
  const token = await signToken(jwtSecret, { ...ann, issuer: expected.JWT_ISSUER, audience: expected.JWT_AUDIENCE });
  expect(await whoIs(token, expected)).toMatchObject({ status: 200 });
  expect(await whoIs(await signToken(jwtSecret, ann), expected)).toMatchObject({ status: 401 });
});

test("another secret makes tokens that are refused", async () => {
  expect(await whoIs(await signToken(jwtSecret.toUpperCase(), ann))).toMatchObject({ status: 401 });
});
