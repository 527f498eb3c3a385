import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { createHttp } from "../../../../services/runtime/http/http";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { silent } from "../../../helpers/database";
import { until } from "../../../helpers/until";

let http: FastifyInstance;
let port: number;
/** The server's end of the newest connection. */
let connection: Socket | undefined;

beforeAll(async () => {
  http = createHttp(silent, new Metrics(), () => true);
  http.post("/takes", ({ body }) => body);
  http.get("/answers", () => ({ fine: true }));
  // As one service with WebSockets does.
  http.server.on("upgrade", (_request, socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  http.server.on("connection", (socket) => {
    connection = socket;
  });
  port = Number(new URL(await http.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(() => http.close());

const asking = (protocol: string, first: string, ...headers: string[]) =>
  [
    ...[`${first} HTTP/1.1`, "host: localhost", "connection: Upgrade, HTTP2-Settings", `upgrade: ${protocol}`],
    ...["http2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA", ...headers, "", ""],
  ].join("\r\n");
const last = "GET /answers HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
const body = '{"title":"kept"}';

/** What is answered to these parts; each after the first is sent once the server has done with those before. */
async function answersTo(first: string, ...others: [part: string, once: (answer: string) => boolean][]) {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  const closed = once(socket, "close");
  socket.write(first);
  for (const [part, done] of others) {
    await until("the part before has been read", () => done(answer));
    socket.write(part);
  }
  await closed;
  return answer;
}
const statuses = (answer: string) => answer.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9));

test.each([
  ["with its length", "h2c", `content-length: ${body.length}`, body],
  ["in chunks", "h2c", "transfer-encoding: chunked", `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`],
  ["of a POST that asks for a WebSocket", "websocket", `content-length: ${body.length}`, body],
])(
  "a body %s is taken though the request asks for another protocol, and the connection goes on",
  async (_, protocol, length, sent) => {
    const head = asking(protocol, "POST /takes", "content-type: application/json", length);
    const hasHead = () => connection?.bytesRead === head.length;
    const then: [string, (answer: string) => boolean] = [last, (answer) => answer.includes(body)];
    for (const answer of [await answersTo(head + sent, then), await answersTo(head, [sent, hasHead], then)]) {
      expect(statuses(answer)).toEqual(["200", "200"]);
      expect(answer).toContain(body);
      expect(answer).toContain('{"fine":true}');
    }
  },
);

test("a GET that asks for HTTP/2 is answered in HTTP/1.1, and the connection goes on", async () => {
  const answer = await answersTo(asking("h2c", "GET /answers"), [last, (answer) => answer.includes("fine")]);
  expect(statuses(answer)).toEqual(["200", "200"]);
});

test("a GET that asks for a WebSocket leaves HTTP", async () => {
  expect(statuses(await answersTo(asking("WebSocket", "GET /answers")))).toEqual(["101"]);
});

test("CONNECT ends the connection", async () => {
  expect(await answersTo("CONNECT localhost:1 HTTP/1.1\r\nhost: localhost\r\n\r\n")).toBe("");
});
