import { createHash } from "node:crypto";
import * as z from "zod";
import { type Envelope, envelopeSchema, type FreeholdEvent } from "../../contracts/envelope";
import { type EventType, eventTypes, isEventType } from "../../contracts/events";
import { maxEventBytes } from "../../contracts/limits";
import type { Topic } from "../../contracts/topics";
import { TerminalError } from "../core/errors";
import { Oversized } from "../transports/oversized";
import { isPostgresJson } from "./postgres-json";

/**
 * Reads the envelope of a delivery.
 * @throws TerminalError EVENT_NOT_JSON, EVENT_TOO_LARGE or EVENT_INVALID: there is no id or sequence to go by.
 */
export function decodeEnvelope(raw: unknown): Envelope {
  const result = envelopeSchema.safeParse(parse(raw));
  if (result.success) return result.data;
  throw new TerminalError(`Not a CloudEvent of this platform: ${z.prettifyError(result.error)}`, {
    code: "EVENT_INVALID",
  });
}

/**
 * Checks type, topic and data of an event whose envelope is right.
 * @throws TerminalError EVENT_UNKNOWN_TYPE, EVENT_WRONG_TOPIC or EVENT_INVALID.
 */
export function decodeData(envelope: Envelope, topic: Topic): FreeholdEvent {
  const { type } = envelope;
  if (!isEventType(type)) {
    throw new TerminalError(`Type ${type} is not known here; deploy a version that knows it`, {
      code: "EVENT_UNKNOWN_TYPE",
    });
  }
  if (eventTypes[type].topic !== topic) {
    throw new TerminalError(`${type} belongs on ${eventTypes[type].topic}, not on ${topic}`, {
      code: "EVENT_WRONG_TOPIC",
    });
  }
  const result = eventTypes[type].data.safeParse(envelope.data);
  if (!result.success) {
    throw new TerminalError(`Data of ${type} is wrong: ${z.prettifyError(result.error)}`, { code: "EVENT_INVALID" });
  }
  return withData(envelope, type, result.data);
}

/** An id for a delivery that has none: the same bytes give the same id, so that a redelivery is recognised. */
export const fingerprint = (raw: unknown): string =>
  `sha256:${createHash("sha256")
    .update(typeof raw === "string" || Buffer.isBuffer(raw) ? raw : (JSON.stringify(raw) ?? "undefined"))
    .digest("hex")}`;

function parse(raw: unknown): unknown {
  if (raw instanceof Oversized) throw tooLarge(raw.bytes);
  if (typeof raw !== "string" && !Buffer.isBuffer(raw)) return raw;
  const text = raw.toString();
  const value = parseJson(text);
  if (!isPostgresJson(value, text)) {
    throw new TerminalError("It has a character that can't be stored, or is nested too deep", {
      code: "EVENT_INVALID",
    });
  }
  const bytes = Buffer.byteLength(raw);
  // A sidecar may have written the same characters with more bytes than the event's writer did.
  const own = bytes > mostBytes ? Buffer.byteLength(JSON.stringify(value)) : bytes;
  if (own > mostBytes) throw tooLarge(own);
  return value;
}

/** With room for the attributes that a sidecar adds: topic, component, trace. */
const mostBytes = maxEventBytes + 4_096;

const tooLarge = (bytes: number): TerminalError =>
  new TerminalError(
    `The event has ${bytes} bytes, more than the ${maxEventBytes} that an event may have: keep what is large elsewhere, and its address in the event`,
    { code: "EVENT_TOO_LARGE" },
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TerminalError("The delivery is not JSON", { code: "EVENT_NOT_JSON", cause });
  }
}

/** The one place where parsed data meets its type; the compiler can't see that `data` was parsed by the type's schema. */
const withData = (envelope: Envelope, type: EventType, data: unknown): FreeholdEvent =>
  ({ ...envelope, type, data }) as FreeholdEvent;
