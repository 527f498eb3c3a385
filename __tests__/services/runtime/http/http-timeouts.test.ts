import { once } from "node:events";
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { createHttp, httpTimeoutsMs } from "../../../../services/runtime/http/http";
import { HttpProblem } from "../../../../services/runtime/http/problem";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { silent } from "../../../helpers/database";

let http: FastifyInstance;
let port: number;

/** Short ones, in the order of the real ones. The test would wait for ever if one of them did not hold. */
const short = { headers: 200, request: 400, check: 50, keepAlive: 300, silence: 5_000 };

beforeAll(async () => {
  http = createHttp(silent, new Metrics(), () => true, short);
  http.post("/takes", () => ({ fine: true }));
  http.post(
    "/guarded",
    {
      onRequest: async () =>
        Promise.reject(new HttpProblem({ status: 401, code: "TOKEN_MISSING", title: "Unauthorized" })),
    },
    () => ({}),
  );
  http.get("/large", (_request, reply) => reply.send("x".repeat(50_000_000)));
  port = Number(new URL(await http.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(() => http.close());

/**
 * Sends `parts` on a connection of its own, and then one byte after the other without an end.
 * @returns what had been answered when the server closed the connection
 */
function drip(parts: string[], drop: string | undefined): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    let timer: NodeJS.Timeout | undefined;
    const socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
      if (drop !== undefined) timer = setInterval(() => socket.writable && socket.write(drop), 20);
    });
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}

const head = (method: string, path: string) =>
  `${method} ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;

test.each([
  ["headers that come slowly", [head("GET", "/healthz")], "a"],
  ["a first line that comes slowly", ["G"], "E"],
  ["a connection without a request", [], undefined],
  ["headers that stop", [head("GET", "/healthz")], undefined],
  ["a second request whose headers come slowly", [`${head("GET", "/healthz")}\r\n`, head("GET", "/healthz")], "a"],
  ["a body that comes slowly", [`${head("POST", "/takes")}content-length: 100000\r\n\r\n{`], " "],
  [
    "a body that comes slowly, in chunks",
    [`${head("POST", "/takes")}transfer-encoding: chunked\r\n\r\n`],
    "1\r\n \r\n",
  ],
  ["a body that stops", [`${head("POST", "/takes")}content-length: 100000\r\n\r\n{`], undefined],
  ["a slow body without a token", [`${head("POST", "/guarded")}content-length: 100000\r\n\r\n{`], " "],
  ["a slow body on an unknown route", [`${head("POST", "/nowhere")}content-length: 100000\r\n\r\n{`], " "],
  ["a slow body for another method", [`${head("PUT", "/takes")}content-length: 100000\r\n\r\n{`], " "],
  [
    "a slow body of a type that is refused",
    [`POST /takes HTTP/1.1\r\nhost: x\r\ncontent-type: a/b\r\ncontent-length: 9999\r\n\r\n{`],
    " ",
  ],
])("%s is cut off", async (_what, parts, drop) => {
  await drip(parts, drop);
});

test("an idle connection is closed after its last answer", async () => {
  expect(await drip([`${head("GET", "/healthz")}\r\n`], undefined)).toMatch(/^HTTP\/1.1 200 /);
});

test("a connection that was opened in advance is told nothing, and takes a request later", async () => {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  const [error] = await once(http.server, "clientError");
  expect(error).toMatchObject({ code: "ERR_HTTP_REQUEST_TIMEOUT" });
  socket.write(`${head("GET", "/healthz")}\r\n`);
  await once(socket, "close");
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
});

test("a request that takes too long is told so with 408", async () => {
  expect(await drip([`${head("POST", "/takes")}content-length: 100000\r\n\r\n{`], " ")).toMatch(
    /^HTTP\/1.1 408 Request Timeout\r\ncontent-type: application\/problem\+json/,
  );
});

test("a client that does not read its answer is cut off", async () => {
  const socket = connect(port, "127.0.0.1", () => socket.write(`${head("GET", "/large")}\r\n`));
  socket.pause();
  socket.on("error", () => {});
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      http.server.getConnections((_error, count) => {
        if (count === 0) {
          clearInterval(look);
          resolve();
        }
      });
    }, 20);
  });
  socket.destroy();
});

test("a request has 15 seconds, its headers less, and the clock is looked at often enough", () => {
  const real = createHttp(silent, new Metrics(), () => true);
  expect(httpTimeoutsMs).toEqual({
    headers: 10_000,
    request: 15_000,
    check: 1_000,
    keepAlive: 100_000,
    silence: 100_000,
  });
  expect(real.server).toMatchObject({
    headersTimeout: httpTimeoutsMs.headers,
    requestTimeout: httpTimeoutsMs.request,
    keepAliveTimeout: httpTimeoutsMs.keepAlive,
    timeout: httpTimeoutsMs.silence,
  });
  const { check, headers, request } = httpTimeoutsMs;
  expect([check, headers, request]).toEqual([check, headers, request].sort((a, b) => a - b));
});
