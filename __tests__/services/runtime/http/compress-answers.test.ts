import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { createHttp } from "../../../../services/runtime/http/http";
import { createLogger } from "../../../../services/runtime/telemetry/logger";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";

const items = Array.from({ length: 100 }, (_, n) => ({ id: n, title: `Wäsche ${n}` }));
const browser = { "accept-encoding": "gzip, deflate, br, zstd" };
let http: FastifyInstance;

beforeAll(() => {
  http = createHttp(createLogger({ name: "test", level: "fatal" }), new Metrics(), () => true);
  http.get("/list", () => ({ items }));
  http.get("/short", () => ({ items: [] }));
  http.get("/tagged", (_, reply) => reply.header("etag", '"3"').send({ items }));
  http.get("/weak", (_, reply) => reply.headers({ etag: 'W/"3"', vary: "cookie" }).send({ items }));
  http.get("/encoded", (_, reply) => reply.header("content-encoding", "x-own").send({ items }));
  http.get("/text", (_, reply) => reply.type("text/plain").send("x".repeat(5_000)));
  http.get("/refused", (_, reply) => reply.code(409).send({ items }));
  http.post("/tokens", () => ({ token: "s3cret", items }));
});
afterAll(() => http.close());

test.each([
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
  ["gzip;q=1, br;q=0.5", "gzip", gunzipSync],
  ["gzip", "gzip", gunzipSync],
] as const)("a list is compressed for a client that accepts %s: by %s", async (accepted, encoding, decode) => {
  const answer = await http.inject({ url: "/list", headers: { "accept-encoding": accepted } });
  expect(answer.headers).toMatchObject({
    "content-encoding": encoding,
    "content-type": "application/json; charset=utf-8",
    "content-length": String(answer.rawPayload.length),
    vary: "accept-encoding",
  });
  expect(JSON.parse(decode(answer.rawPayload).toString())).toEqual({ items });
  expect(answer.rawPayload.length).toBeLessThan(1_000);
});

test.each([undefined, "identity", "deflate", "br;q=0, gzip;q=0", ""])(
  "a client that accepts %j gets a list as it is, which no cache gives to others",
  async (accepted) => {
    const headers = accepted === undefined ? {} : { "accept-encoding": accepted };
    const answer = await http.inject({ url: "/list", headers });
    expect(answer.headers).toMatchObject({ vary: "accept-encoding" });
    expect(answer.headers).not.toHaveProperty("content-encoding");
    expect(answer.json()).toEqual({ items });
  },
);

test("HEAD tells the length that GET has", async () => {
  const [get, head] = await Promise.all(
    (["GET", "HEAD"] as const).map((method) => http.inject({ method, url: "/list", headers: browser })),
  );
  expect([head?.body, head?.headers["content-encoding"]]).toEqual(["", "br"]);
  expect(head?.headers["content-length"]).toBe(get?.headers["content-length"]);
});

test.each(["/short", "/tagged", "/text", "/refused"])("what %s answers is not compressed", async (url) =>
  expect((await http.inject({ url, headers: browser })).headers).not.toHaveProperty("content-encoding"),
);

test("an answer that has an encoding is not compressed again", async () => {
  const answer = await http.inject({ url: "/encoded", headers: browser });
  expect([answer.headers["content-encoding"], answer.json()]).toEqual(["x-own", { items }]);
});

test("a weak ETag stays, and Vary keeps what it names", async () => {
  const { headers } = await http.inject({ url: "/weak", headers: browser });
  expect(headers).toMatchObject({ "content-encoding": "br", etag: 'W/"3"', vary: "cookie, accept-encoding" });
});

test("the answer to a POST, which may hold a new token, is not compressed", async () => {
  const answer = await http.inject({ method: "POST", url: "/tokens", headers: browser });
  expect(answer.headers).not.toHaveProperty("content-encoding");
  expect(answer.json()).toMatchObject({ token: "s3cret" });
});
