import { IncomingMessage } from "node:http";

/**
 * A request as Node reads it, which becomes a WebSocket only if it asks for one. Without this, one service with WebSockets
 * makes Node take every request with the header Upgrade out of HTTP, and its body is lost. Java's HttpClient and
 * `curl --http2` send "Upgrade: h2c"; a server may ignore that (RFC 9110, section 7.8).
 *
 * Node writes `upgrade`, reads it once the headers are there, and asks no other question before 24.9.
 */
export class PlainUnlessWebSocket extends IncomingMessage {
  declare private asksForUpgrade: boolean;

  get upgrade(): boolean {
    if (!this.asksForUpgrade || this.method === "CONNECT") return this.asksForUpgrade;
    return this.method === "GET" && this.headers.upgrade?.toLowerCase() === "websocket";
  }

  set upgrade(asks: boolean) {
    this.asksForUpgrade = asks;
  }
}
