import { randomBytes } from "node:crypto";
import { isSpanContextValid, type Span, type SpanContext, TraceFlags } from "@opentelemetry/api";

const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The trace id of a `traceparent`; undefined when it is malformed or missing. */
export const traceIdOf = (traceparent: string | undefined): string | undefined =>
  traceparent === undefined ? undefined : pattern.exec(traceparent)?.[1];

/** The trace id of a `traceparent` whose trace is sampled: others can't be looked up. */
export function sampledTraceIdOf(traceparent: string | undefined): string | undefined {
  const span = spanContextOf(traceparent);
  return span && (span.traceFlags & TraceFlags.SAMPLED) !== 0 ? span.traceId : undefined;
}

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

/** The span that a `traceparent` names, as the parent of spans here; undefined when it is missing or malformed. */
export function spanContextOf(traceparent: unknown): SpanContext | undefined {
  const match = typeof traceparent === "string" ? pattern.exec(traceparent) : null;
  const [, traceId, spanId, flags] = match ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/**
 * The `traceparent` that names a span.
 * @param parent the `traceparent` that it continues: without an SDK a span is only a copy of that, and gets an id here
 */
export function traceparentOf(span: Span, parent?: string): string {
  const own = span.spanContext();
  if (!isSpanContextValid(own) || own.spanId === spanContextOf(parent)?.spanId) return childTraceparent(parent);
  return `00-${own.traceId}-${own.spanId}-${own.traceFlags.toString(16).padStart(2, "0")}`;
}
