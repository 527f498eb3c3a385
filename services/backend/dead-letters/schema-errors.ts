import type * as z from "zod";
import { envelopeSchema, eventSchema } from "../../contracts/envelope";
import { isEventType } from "../../contracts/events";

/** Where an event breaks the schema of its type. */
export interface SchemaError {
  /** As `data.task.title`; empty for the event as a whole. */
  path: string;
  message: string;
}

/** What is wrong with an event by the schema of its type, the source of its JSON Schema; empty when nothing is. */
export function schemaErrors(event: unknown): SchemaError[] {
  const envelope = envelopeSchema.safeParse(event);
  const type = typeOf(event);
  if (type !== undefined && isEventType(type)) return errorsOf(eventSchema(type).safeParse(event), envelope);
  const unknown = type === undefined ? [] : [{ path: "type", message: `${type} has no schema in this release` }];
  return [...unknown, ...errorsOf(envelope)];
}

function typeOf(event: unknown): string | undefined {
  if (typeof event !== "object" || event === null || !("type" in event)) return undefined;
  return typeof event.type === "string" ? event.type : undefined;
}

function errorsOf(...results: z.ZodSafeParseResult<unknown>[]): SchemaError[] {
  const errors = new Map<string, SchemaError>();
  for (const { error } of results) {
    for (const { path, message } of error?.issues ?? []) {
      const place = path.map(String).join(".");
      errors.set(`${place} ${message}`, { path: place, message });
    }
  }
  return [...errors.values()];
}
