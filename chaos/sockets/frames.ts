import { randomBytes } from "node:crypto";

/** What clients send that have bad intentions, as bytes: a library would keep them from it. */

/** An upgrade of a connection to a WebSocket; a part of it is a handshake that does not end. */
export const handshake = (host: string, token: string): string =>
  [
    ...["GET /ws HTTP/1.1", `host: ${host}`, "connection: Upgrade", "upgrade: websocket", "sec-websocket-version: 13"],
    ...[`sec-websocket-key: ${randomBytes(16).toString("base64")}`, `authorization: Bearer ${token}`, "", ""],
  ].join("\r\n");

/** RFC 6455, section 5.2: what a client sends is masked; with zeros it reads the same. */
const mask = Buffer.alloc(4);
const [text, ping, pong] = [0x81, 0x89, 0x8a];

const frame = (kind: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([kind, 0x80 | body.length]), mask, body]);

const many = (one: Buffer): Buffer => Buffer.concat(Array.from({ length: 500 }, () => one));
export const pings = many(frame(ping, Buffer.alloc(125)));
export const messages = many(frame(text, Buffer.from("hello")));
export const unaskedPong = frame(pong, Buffer.from("I am here"));

/** The head of a message of an exabyte, and the first of it. */
export const hugeFrame = Buffer.concat([Buffer.from([0x82, 0xff]), Buffer.alloc(8, 0x01), mask, Buffer.alloc(60_000)]);

/** A reserved opcode with reserved bits, then noise. */
export const garbage = (): Buffer => Buffer.concat([Buffer.from([0xff]), randomBytes(4_000)]);
