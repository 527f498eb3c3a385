import websocket from "@fastify/websocket";
import type { WebSocket } from "ws";
import { signInTimes } from "../contracts/sign-in";
import { messageOf } from "../runtime/core/errors";
import type { Service } from "../runtime/host/service";
import { endWithProblem } from "../runtime/http/end-with-problem";
import { createGuard } from "../runtime/http/guard";
import { sendProblem } from "../runtime/http/problem";
import { CheckedSocket } from "./checked-socket";
import { definition } from "./definition";
import { type CutReason, SocketMetrics } from "./metrics";
import { Sockets } from "./sockets";

/**
 * Milliseconds between two heartbeats. A socket that leaves a ping unanswered until the next one is gone, and a page that
 * hears nothing for 10 s connects again: each end notices within 10 s that the other is dead.
 */
const heartbeatIntervalMs = 4_500;
/** Bytes of a message from a client; clients have nothing to say. */
const maxPayload = 1_024;
/** Frames that a message may come in; a client that sends one in many keeps the service busy with nothing. */
const maxFragments = 16;
/** Milliseconds that a client has to answer that its socket closes; after them the connection ends in any case. */
const closeTimeout = 2_000;
/** What a client asks for as subprotocol beside its token; the server must choose one, and it is not the token. */
const protocol = "freehold";

/** WebSocket close code for a peer that may not go on. Source: RFC 6455, section 7.4.1. */
const policyViolation = 1008;

/** The longest delay that setTimeout takes, in milliseconds. */
const longestTimeout = 2 ** 31 - 1;

/** Ends a socket when the token that it was opened with ends. */
function closeAt(socket: WebSocket, expiresAt: number | undefined): void {
  if (expiresAt === undefined) return;
  const delay = Math.min(expiresAt - Date.now(), longestTimeout);
  const timer = setTimeout(() => socket.close(policyViolation, "the token has expired"), delay);
  socket.on("close", () => clearTimeout(timer));
}

/** Why the package ws gave up on what a client sent; undefined when it is not the client's frames, as a broken connection. */
function reasonOf(error: Error): CutReason | undefined {
  const code = "code" in error ? String(error.code) : "";
  if (/^WS_ERR_UNSUPPORTED_(MESSAGE|DATA_PAYLOAD)_LENGTH$/.test(code)) return "oversized";
  return code.startsWith("WS_ERR_") ? "malformed" : undefined;
}

/** Pushes to each open page the updates of its user's tasks, and to those of operators new dead letters. */
export const service: Service = {
  definition,
  create: async ({ http, authenticate, settings, metrics }) => {
    const sockets: Sockets = new Sockets(settings.quotas.sockets, (reason) => shown.cut.inc({ reason }));
    const shown = new SocketMetrics(metrics.registry, () => sockets.open);
    // A page on a bad network connects again and again, and is told nothing of its owner by that.
    const { onRequest, identityOf } = createGuard(authenticate, signInTimes.quietLookupSeconds);
    let timer: NodeJS.Timeout | undefined;

    // Not in place: the types of ws do not know closeTimeout yet.
    const options = {
      ...{ maxPayload, maxFragments, closeTimeout },
      handleProtocols: (offered: Set<string>) => (offered.has(protocol) ? protocol : (false as const)),
    };
    await http.register(websocket, {
      errorHandler: (error, socket, { log }) => {
        // A malformed or too large frame, and a connection that breaks, are the client's doing. Those errors have a code.
        log["code" in error ? "debug" : "error"]({ err: error }, `A socket was ended: ${messageOf(error)}`);
        const reason = reasonOf(error);
        if (reason) shown.cut.inc({ reason });
        socket.terminate();
      },
      options,
    });
    http.websocketServer.on("wsClientError", ({ message }, socket) =>
      endWithProblem(
        socket,
        {
          status: 400,
          code: "REQUEST_UNREADABLE",
          title: "Invalid request",
          detail: `This is no handshake of a WebSocket: ${message}.`,
        },
        { "sec-websocket-version": "13" },
      ),
    );
    http.route({
      method: "GET",
      url: "/ws",
      schema: { hide: true },
      // Before the upgrade, so that a refusal is an ordinary HTTP answer.
      onRequest,
      wsHandler: (socket, request) => {
        const identity = identityOf(request);
        const listener = identity.credentialId ? new CheckedSocket(socket, () => authenticate(request)) : socket;
        closeAt(socket, identity.expiresAt);
        // A page that was connected before says what it has heard.
        sockets.add(identity, listener, new URL(request.url, "ws://page").searchParams.get("again") ?? undefined);
      },
      // RFC 9110, section 15.5.22.
      handler: (_request, reply) =>
        sendProblem(reply.headers({ upgrade: "websocket", connection: "upgrade" }), {
          status: 426,
          code: "UPGRADE_REQUIRED",
          title: "Upgrade Required",
          detail: "Only a WebSocket can be opened here.",
        }),
    });

    return {
      receive: (event) => sockets.send(event),
      start: () => {
        timer = setInterval(() => sockets.beat(), heartbeatIntervalMs);
      },
      stop: async () => {
        clearInterval(timer);
        sockets.closeAll();
      },
    };
  },
};
