import websocket from "@fastify/websocket";
import type { WebSocket } from "ws";
import { createGuard } from "../runtime/guard";
import type { Service } from "../runtime/service";
import { needs } from "./needs";
import { Sockets } from "./sockets";

/** Milliseconds between two pings; a socket that misses one is gone. */
const pingInterval = 30_000;
/** Bytes of a message from a client; clients have nothing to say. */
const maxPayload = 1_024;
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

/** Pushes the updates of their tasks to everybody who has a page open. */
export const service: Service = {
  needs,
  create: async ({ http, authenticate }) => {
    const sockets = new Sockets();
    const alive = new WeakSet<WebSocket>();
    const { onRequest, identityOf } = createGuard(authenticate);
    let timer: NodeJS.Timeout | undefined;

    await http.register(websocket, {
      options: { maxPayload, handleProtocols: (offered) => (offered.has(protocol) ? protocol : false) },
    });
    http.get(
      "/ws",
      {
        websocket: true,
        schema: { hide: true },
        // Before the upgrade, so that a refusal is an ordinary HTTP answer.
        onRequest,
      },
      (socket, request) => {
        const identity = identityOf(request);
        alive.add(socket);
        socket.on("pong", () => alive.add(socket));
        socket.on("error", () => socket.terminate());
        closeAt(socket, identity.expiresAt);
        sockets.add(identity.ownerId, socket);
      },
    );

    return {
      receive: (event) => sockets.send(event),
      start: () => {
        timer = setInterval(() => sockets.sweep(alive), pingInterval);
      },
      stop: async () => {
        clearInterval(timer);
        sockets.closeAll();
      },
    };
  },
};
