import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { createHttp } from "../../../../services/runtime/http/http";
import { createLogger } from "../../../../services/runtime/telemetry/logger";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { until } from "../../../helpers/until";

let http: FastifyInstance;
let port: number;
/** The server's end of the newest connection. */
let connection: Socket | undefined;
const lines: string[] = [];

beforeAll(async () => {
  const logger = createLogger({ name: "test", level: "info", destination: { write: (line) => void lines.push(line) } });
  http = createHttp(logger, new Metrics(), () => true);
  http.post("/takes", ({ body }) => body);
  http.server.on("connection", (socket) => {
    connection = socket;
  });
  port = Number(new URL(await http.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(() => http.close());

const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  http.inject({ method: "POST", url: "/takes", payload, headers: { "content-type": "application/json", ...headers } });

/** What is answered to the bytes of a request. */
async function answerTo(text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  socket.write(text);
  await once(socket, "close");
  return answer;
}

test.each([
  ["a byte that UTF-8 has not", Buffer.from([0xff])],
  ["half a character", Buffer.from([0xe2, 0x82])],
  ["a surrogate", Buffer.from([0xed, 0xa0, 0x80])],
  ["a longer form than needed", Buffer.from([0xc0, 0xaf])],
  ["Latin-1", Buffer.from("ä", "latin1")],
])("a body with %s is refused, and not stored as something else", async (_what, bytes) => {
  const answer = await post(Buffer.concat([Buffer.from('{"title":"a'), bytes, Buffer.from('"}')]));
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ detail: "The body is not in UTF-8." });
});

test.each([
  ['{"title":"ä€😀\\ud83d"}', { title: "ä€😀\ud83d" }],
  ['\ufeff{"title":"x"}', { title: "x" }],
])("a body of UTF-8 is taken as it is: %s", async (body, parsed) => {
  expect((await post(body)).json()).toEqual(parsed);
});

test.each([
  ["", /empty/],
  ["{", /not valid JSON/],
  ['{"__proto__":{"x":1}}', /not valid JSON/],
  ['{"constructor":{"prototype":{"x":1}}}', /not valid JSON/],
])("the body %j is refused", async (body, detail) => {
  const answer = await post(body);
  expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringMatching(detail)]);
});

test.each(["gzip", "br", "deflate, gzip", "x"])("a body with Content-Encoding: %s is refused", async (coding) => {
  const answer = await post("{}", { "content-encoding": coding });
  expect([answer.statusCode, answer.headers["accept-encoding"]]).toEqual([415, "identity"]);
});

test("a body with Content-Encoding: identity is taken", async () => {
  expect((await post("{}", { "content-encoding": "identity" })).statusCode).toBe(200);
});

test("a request with two Hosts is refused", async () => {
  const answer = await answerTo("GET /healthz HTTP/1.1\r\nHost: localhost\r\nhost: other\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*Host is there twice/);
});

test("a client that goes in the middle of its body is no outage of the database", async () => {
  lines.length = 0;
  const socket = connect(port, "127.0.0.1");
  socket.write("POST /takes HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{");
  await until("the request has begun", () => lines.some((line) => line.includes("incoming request")));
  const gone = new Promise((resolve) => connection?.on("close", () => setImmediate(resolve)));
  socket.destroy();
  await gone;
  expect(lines.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
});

test("a path with a semicolon is one that there is not", async () => {
  const answer = await http.inject({ method: "GET", url: "/takes;session=s3cret" });
  expect(answer.statusCode).toBe(404);
  expect(answer.json().detail).toBe("There is no GET /takes;… here.");
});
