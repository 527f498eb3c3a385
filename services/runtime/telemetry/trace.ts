import { randomBytes } from "node:crypto";

const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The trace id of a `traceparent`; undefined when it is malformed or missing. */
export const traceIdOf = (traceparent: string | undefined): string | undefined =>
  traceparent === undefined ? undefined : pattern.exec(traceparent)?.[1];

/**
 * The next `traceparent` of a trace: the same trace id with a new span id, or a new trace when there is none yet or
 * the parent is malformed. Source: https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function childTraceparent(parent?: string): string {
  const match = parent ? pattern.exec(parent) : null;
  const traceId = match?.[1] ?? randomBytes(16).toString("hex");
  const flags = match?.[3] ?? "01";
  return `00-${traceId}-${randomBytes(8).toString("hex")}-${flags}`;
}
