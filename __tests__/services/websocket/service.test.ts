import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import { SignJWT } from "jose";
import WebSocket from "ws";
import type { ServiceParts } from "../../../services/runtime/host/service";
import { localAuthentication, localUser, tokenAuthentication } from "../../../services/runtime/http/auth";
import { createHttp } from "../../../services/runtime/http/http";
import { readSettings } from "../../../services/runtime/settings/settings";
import { createLogger } from "../../../services/runtime/telemetry/logger";
import { Metrics } from "../../../services/runtime/telemetry/metrics";
import { service } from "../../../services/websocket/service";
import { jwtSecret, tokenFor } from "../../helpers/backend";
import { silent } from "../../helpers/database";
import { anEvent, aTask } from "../../helpers/events";
import { until } from "../../helpers/until";

let http: FastifyInstance;
let parts: ServiceParts;
let origin: string;
let url: string;

const lines: string[] = [];
const logger = createLogger({ name: "test", level: "info", destination: { write: (line) => void lines.push(line) } });

async function listen(authenticate = tokenAuthentication(readSettings({ JWT_SECRET: jwtSecret }).auth)) {
  lines.length = 0;
  http = createHttp(logger, new Metrics(), () => true);
  parts = await service.create({
    settings: readSettings({}),
    own: {},
    http,
    logger: silent,
    metrics: new Metrics(),
    authenticate,
    forgetCredentials: () => {},
    database: () => {
      throw new Error("The websocket service has no database");
    },
    emit: () => "",
    relay: () => {},
  });
  origin = await http.listen({ host: "127.0.0.1", port: 0 });
  url = `${origin.replace("http:", "ws:")}/ws`;
}

afterEach(async () => {
  await parts.stop?.();
  await http.close();
});

/** The status that a handshake was refused with. */
async function refusal(socket: WebSocket): Promise<number | undefined> {
  const [, response] = await once(socket, "unexpected-response");
  socket.on("error", () => {});
  socket.terminate();
  return response.statusCode;
}

async function opened(socket: WebSocket): Promise<WebSocket> {
  await once(socket, "open");
  return socket;
}

const changedOf = (ownerid: string) => ({
  ...anEvent("freehold.task-update.changed.v1", { task: aTask({ ownerId: ownerid }) }),
  ownerid,
});

describe("where users have tokens", () => {
  beforeEach(() => listen());

  test("a handshake without a token is answered 401", async () => {
    expect(await refusal(new WebSocket(url, ["freehold"]))).toBe(401);
  });

  test("a handshake with a token that we did not sign is answered 401", async () => {
    const forged = await new SignJWT({ sub: "ann" })
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode("another secret, of 32 bytes or more too"));
    expect(await refusal(new WebSocket(url, ["freehold", `bearer.${forged}`]))).toBe(401);
  });

  test.each<[string, Record<string, string>, number, RegExp]>([
    ["is none", { connection: "close", upgrade: "" }, 426, /^Only a WebSocket can be opened here\.$/],
    ["asks for another protocol", { upgrade: "h2c" }, 426, /^Only a WebSocket can be opened here\.$/],
    ["has no key", { "sec-websocket-key": "" }, 400, /handshake.+Sec-WebSocket-Key/],
    ["is of a version that there is not", { "sec-websocket-version": "7" }, 400, /handshake.+Sec-WebSocket-Version/],
    ["names no subprotocol", { "sec-websocket-protocol": "," }, 400, /handshake.+Sec-WebSocket-Protocol/],
    ["has no token", { authorization: "" }, 401, /bearer token/],
  ])("a handshake that %s is refused with a problem", async (_what, changed, status, detail) => {
    const headers = {
      ...{ connection: "Upgrade", upgrade: "websocket", authorization: `Bearer ${await tokenFor("ann")}` },
      ...{ "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==", "sec-websocket-version": "13" },
      ...changed,
    };
    const sent = request(`${origin}/ws`, {
      headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== "")),
    }).end();
    const [answer] = await once(sent, "response");
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(JSON.parse(await text(answer))).toEqual({
      type: "about:blank",
      code: expect.any(String),
      title: expect.any(String),
      status,
      detail: expect.stringMatching(detail),
    });
    if (status === 426) expect(answer.headers.upgrade).toBe("websocket");
    if (/Version/.test(detail.source)) expect(answer.headers["sec-websocket-version"]).toBe("13");
  });

  test("the subprotocol that is chosen is ours, and never the token", async () => {
    const socket = await opened(new WebSocket(url, [`bearer.${await tokenFor("ann")}`, "freehold"]));
    expect(socket.protocol).toBe("freehold");
  });

  test("a client without subprotocols sends the token as a header", async () => {
    const headers = { authorization: `Bearer ${await tokenFor("ann")}` };
    const socket = await opened(new WebSocket(url, { headers }));
    expect(socket.protocol).toBe("");
  });

  test("an update reaches its owner and nobody else", async () => {
    const ann = await opened(new WebSocket(url, ["freehold", `bearer.${await tokenFor("ann")}`]));
    const bob = await opened(new WebSocket(url, ["freehold", `bearer.${await tokenFor("bob")}`]));
    const received = [once(ann, "message"), once(bob, "message")] as const;
    const [toAnn, toBob] = [changedOf("ann"), changedOf("bob")];
    parts.receive?.(toAnn);
    parts.receive?.(toBob);
    const [[annHas], [bobHas]] = await Promise.all(received);
    expect(JSON.parse(String(annHas))).toMatchObject({ id: toAnn.id, type: toAnn.type, data: toAnn.data });
    // The first that Bob hears of is his own.
    expect(JSON.parse(String(bobHas))).toMatchObject({ id: toBob.id });
  });

  test("a client that talks more than it has to say is cut off", async () => {
    const socket = await opened(new WebSocket(url, ["freehold", `bearer.${await tokenFor("ann")}`]));
    socket.send("x".repeat(2_000));
    await once(socket, "close");
    expect(socket.readyState).toBe(WebSocket.CLOSED);
    // It is the client's doing, and no warning to an operator.
    expect(lines.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
  });

  test("one that has a socket too many and does not close it is cut off", async () => {
    const token = `bearer.${await tokenFor("ann")}`;
    const all = Array.from({ length: 20 }, () => opened(new WebSocket(url, ["freehold", token])));
    await Promise.all(all);
    const excess = await opened(new WebSocket(url, ["freehold", token]));
    // It reads nothing more, and so does not answer.
    excess.pause();
    expect(http.websocketServer.clients.size).toBe(21);
    await until("the connection has ended", () => http.websocketServer.clients.size === 20);
    excess.terminate();
  });

  test("a stop closes the sockets as going away", async () => {
    const socket = await opened(new WebSocket(url, ["freehold", `bearer.${await tokenFor("ann")}`]));
    const closed = once(socket, "close");
    await parts.stop?.();
    expect((await closed)[0]).toBe(1001);
  });
});

describe("on the user's own machine", () => {
  beforeEach(() => listen(localAuthentication(tokenAuthentication(readSettings({}).auth))));

  test("the local user needs no token", async () => {
    const socket = await opened(new WebSocket(url, ["freehold"], { origin }));
    const message = once(socket, "message");
    const event = changedOf(localUser.ownerId);
    parts.receive?.(event);
    expect(JSON.parse(String((await message)[0]))).toMatchObject({ id: event.id });
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["a name that was pointed to this machine", { headers: { host: "evil.example" } }],
  ])("%s is refused with 403", async (_who, options) => {
    expect(await refusal(new WebSocket(url, ["freehold"], options))).toBe(403);
  });
});

test("a page hears a heartbeat while there is nothing to say, and a client that does not answer is cut off", async () => {
  await listen(localAuthentication(tokenAuthentication(readSettings({}).auth)));
  parts.start?.();
  const answering = await opened(new WebSocket(url, ["freehold"], { origin }));
  const silentClient = await opened(new WebSocket(url, ["freehold"], { origin, autoPong: false }));
  const [heard] = await once(answering, "message");
  expect(JSON.parse(String(heard))).toEqual({ type: "heartbeat", state: expect.any(String) });
  await once(silentClient, "close");
  expect(answering.readyState).toBe(WebSocket.OPEN);
});

test("a socket ends when the token that it was opened with ends", async () => {
  await listen();
  // Long enough for a busy machine to open a socket with it.
  const soon = Math.floor(Date.now() / 1_000) + 15;
  const token = await new SignJWT({ sub: "ann", exp: soon })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(jwtSecret));
  const socket = await opened(new WebSocket(url, ["freehold", `bearer.${token}`]));
  const [code, reason] = await once(socket, "close");
  expect([code, String(reason)]).toEqual([1008, "the token has expired"]);
  // The clock may have been set back a little.
  expect(Date.now()).toBeGreaterThan((soon - 1) * 1_000);
});
