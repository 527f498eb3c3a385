import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import {
  isLoopback,
  localAuthentication,
  localUser,
  ownHosts,
  tokenAuthentication,
} from "../../../../services/runtime/http/auth";
import { createHttp } from "../../../../services/runtime/http/http";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { jwtSecret, tokenFor } from "../../../helpers/backend";
import { silent } from "../../../helpers/database";

let http: FastifyInstance;
let port: number;

beforeAll(async () => {
  const authenticate = localAuthentication(tokenAuthentication(readSettings({ JWT_SECRET: jwtSecret }).auth));
  http = createHttp(silent, new Metrics(), () => true);
  http.get("/whoami", (request) => authenticate(request));
  port = Number(new URL(await http.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(() => http.close());

/** Sends headers that fetch would not let a test choose. `PORT` in them stands for the server's. */
const ask = (headers: OutgoingHttpHeaders): Promise<{ status: number | undefined; body: unknown }> =>
  new Promise((resolve, reject) => {
    const filled = Object.entries(headers).map(([name, value]) => [name, String(value).replace("PORT", String(port))]);
    const sent = httpRequest({ port, host: "127.0.0.1", path: "/whoami", headers: Object.fromEntries(filled) });
    sent.on("error", reject);
    sent.on("response", async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) });
    });
    sent.end();
  });

test.each<[OutgoingHttpHeaders]>([
  [{ host: "127.0.0.1:PORT" }],
  [{ host: "localhost:PORT" }],
  [{ host: "LocalHost:PORT" }],
  [{ host: "[::1]:PORT" }],
  [{ host: "localhost:PORT", origin: "http://localhost:PORT" }],
  [{ host: "localhost:PORT", origin: "http://localhost:PORT", "sec-fetch-site": "same-origin" }],
  [{ host: "localhost:PORT", "sec-fetch-site": "none" }],
])("%j is the local user", async (headers) => {
  expect(await ask(headers)).toEqual({ status: 200, body: localUser });
});

test.each<[OutgoingHttpHeaders]>([
  [{ host: "evil.example:PORT" }],
  [{ host: "evil.example" }],
  [{ host: "localhost:1" }],
  [{ host: "localhost" }],
  [{ host: "localhost.evil.example:PORT" }],
  [{ host: "localhost:PORT", origin: "http://evil.example" }],
  [{ host: "localhost:PORT", origin: "http://127.0.0.1:PORT" }],
  [{ host: "localhost:PORT", origin: "http://localhost:1" }],
  [{ host: "localhost:PORT", origin: "https://localhost:PORT" }],
  [{ host: "localhost:PORT", origin: "null" }],
  [{ host: "localhost:PORT", origin: "" }],
  [{ host: "localhost:PORT", "sec-fetch-site": "cross-site" }],
  [{ host: "localhost:PORT", "sec-fetch-site": "same-site" }],
])("%j is refused: another page may have sent it", async (headers) => {
  expect(await ask(headers)).toMatchObject({
    status: 403,
    body: { title: "Forbidden", detail: expect.stringContaining("only it acts for the local user") },
  });
});

test.each<[OutgoingHttpHeaders]>(
  [
    ...[
      "x-forwarded-for",
      "X-Forwarded-Proto",
      "x-forwarded",
      "forwarded",
      "via",
      "x-real-ip",
      "x-client-ip",
      "true-client-ip",
    ],
    ...["cf-connecting-ip", "cf-ray", "cdn-loop", "x-envoy-external-address", "x-amzn-trace-id", "x-original-host"],
    ...[
      "fly-client-ip",
      "fastly-client-ip",
      "x-azure-clientip",
      "tailscale-user-login",
      "x-cluster-client-ip",
      "x-scheme",
    ],
  ].map((name) => [{ host: "localhost:PORT", [name]: "1" }]),
)("%j came through a proxy: it is not the local user", async (headers) => {
  expect(await ask(headers)).toMatchObject({
    status: 401,
    body: { detail: expect.stringMatching(/^A proxy passed this on.+set JWT_SECRET or JWKS_URL/) },
  });
});

test("HTTP/1.0, as nginx speaks to what is behind it, is not the local user", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.end(`GET /whoami HTTP/1.0\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /);
});

test("a request with the headers of a browser or of curl is the local user", async () => {
  const headers = {
    ...{
      host: "localhost:PORT",
      accept: "*/*",
      "accept-language": "de",
      "cache-control": "no-cache",
      connection: "close",
    },
    ...{
      "user-agent": "curl/8",
      "upgrade-insecure-requests": "1",
      "x-request-id": "1",
      "x-requested-with": "a",
      dnt: "1",
    },
    ...{ priority: "u=0", "sec-ch-ua": "x", "sec-gpc": "1", "idempotency-key": "k", traceparent: "t", "if-match": "1" },
  };
  expect(await ask(headers)).toMatchObject({ status: 200 });
});

test("a server on another loopback address knows its own Host", () => {
  expect(ownHosts(8080, "127.0.0.2")).toContain("127.0.0.2:8080");
  expect(ownHosts(8080, "::ffff:127.0.0.1")).toEqual(ownHosts(8080));
  expect(ownHosts(8080, "10.0.0.1")).toEqual(ownHosts(8080));
});

test("on port 80 the Host has no port, as browsers send it", () => {
  expect(ownHosts(80)).toEqual(["127.0.0.1", "localhost", "[::1]"]);
  expect(ownHosts(8080)).toEqual(["127.0.0.1:8080", "localhost:8080", "[::1]:8080"]);
});

test("a request from another machine is not the local user", async () => {
  const response = await http.inject({
    url: "/whoami",
    remoteAddress: "192.0.2.7",
    headers: { host: `localhost:${port}` },
  });
  expect(response.statusCode).toBe(401);
  expect(response.json()).toMatchObject({ detail: "Only this machine is signed in without a token." });
});

test("a token counts for more than the machine", async () => {
  expect(await ask({ authorization: `Bearer ${await tokenFor("ann")}` })).toMatchObject({
    status: 200,
    body: { ownerId: "ann", operator: false },
  });
  expect((await ask({ authorization: "Bearer expired" })).status).toBe(401);
});

test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "localhost"])("%s is this machine", (address) => {
  expect(isLoopback(address)).toBe(true);
});

test.each(["0.0.0.0", "::", "10.0.0.1", "::ffff:10.0.0.1", "127.evil.example", "127.0.0.1.evil.example", undefined])(
  "%s is not this machine",
  (address) => expect(isLoopback(address)).toBe(false),
);
