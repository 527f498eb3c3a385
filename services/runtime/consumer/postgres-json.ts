import { isUtf8 } from "node:buffer";
import { maxEventBytes } from "../../contracts/limits";
import { Oversized } from "../transports/oversized";

/** Levels of objects and lists within each other; events of the platform have five. Postgres gives up on thousands. */
const deepest = 64;

/** NUL or half of a surrogate pair, as JSON.stringify writes them: Postgres has neither in its JSON. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * Whether Postgres can keep a parsed JSON value.
 * @param text what it was parsed from: nearly every event shows at a glance that it has no such character
 */
export const isPostgresJson = (value: unknown, text: string): boolean =>
  isShallow(value, deepest) && (!text.includes("\\u") || !unstorable.test(JSON.stringify(value)));

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  for (const inner of Object.values(value)) if (!isShallow(inner, levels - 1)) return false;
  return true;
}

/**
 * A delivery that is no event of ours, in a form that can be stored and sent: as the JSON that it is, as text, or, when
 * it is neither, as its bytes in base64. Of what is too large, only the beginning is kept.
 */
export function postgresJson(raw: unknown): unknown {
  if (raw instanceof Oversized || (typeof raw !== "string" && !Buffer.isBuffer(raw))) return raw;
  const bytes = Buffer.from(raw);
  if (bytes.length > maxEventBytes) return Oversized.of(bytes);
  const form = readable(bytes);
  return form !== undefined && Buffer.byteLength(JSON.stringify(form)) <= maxEventBytes
    ? form
    : { data_base64: bytes.toString("base64") };
}

function readable(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString();
  const value = jsonOf(text);
  return isShallow(value, deepest) && !unstorable.test(JSON.stringify(value)) ? value : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
