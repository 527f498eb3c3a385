import {
  type Context,
  context,
  createContextKey,
  INVALID_SPAN_CONTEXT,
  type Link,
  ProxyTracerProvider,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { FreeholdError, messageOf } from "../core/errors";
import { redactText } from "./redact-query";
import { spanContextOf } from "./trace";

/** Where a span belongs: under which other one, and which it is linked to. */
export interface Place {
  parent: Context;
  links: Link[];
}

export interface NewSpan extends Omit<SpanOptions, "links" | "root"> {
  /** Default: under the active span. */
  place?: Place;
}

/** Whether spans go anywhere: without an SDK (telemetry/otlp-traces.ts) they don't. */
export function isTracing(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer("freehold") !== undefined;
}

const noSpan = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/**
 * Does `work` in a span, which is the active one meanwhile. Where spans go nowhere, it does nothing else.
 * @param name low in variety, by https://opentelemetry.io/docs/specs/semconv/
 * @param span describes it; only called where spans are sent, since each event passes several
 */
export function inSpan<Result>(
  name: string,
  span: () => NewSpan,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  if (!isTracing()) return work(noSpan);
  return begin(name, span(), async (active) => {
    try {
      return await work(active);
    } catch (error) {
      recordFailure(active, error);
      throw error;
    } finally {
      active.end();
    }
  });
}

/** The same for work that is done at once. */
export function inShortSpan<Result>(name: string, span: () => NewSpan, work: (span: Span) => Result): Result {
  if (!isTracing()) return work(noSpan);
  return begin(name, span(), (active) => {
    try {
      return work(active);
    } catch (error) {
      recordFailure(active, error);
      throw error;
    } finally {
      active.end();
    }
  });
}

function begin<Result>(name: string, { place, ...options }: NewSpan, work: (span: Span) => Result): Result {
  const { parent, links } = place ?? { parent: context.active(), links: [] };
  return tracer().startActiveSpan(name, { ...options, links }, parent, work);
}

/** A span that is ended elsewhere. */
export const startSpan = (name: string, options: SpanOptions, parent: Context): Span =>
  tracer().startSpan(name, options, parent);

/** Looked up each time: the SDK may come later. */
const tracer = () => trace.getTracer("freehold");

/** Marks a span as failed. Messages lose what is secret, as in the logs. */
export function recordFailure(span: Span, error: unknown): void {
  const type = error instanceof FreeholdError ? error.code : error instanceof Error ? error.name : "_OTHER";
  span.setAttribute("error.type", type);
  span.setStatus({ code: SpanStatusCode.ERROR, message: redactText(messageOf(error)) });
}

/** In a context: the `traceparent` of the one event, or request, that the active span follows from. */
const origin = createContextKey("freehold origin");

/** Under the span that a `traceparent` names, wherever that was; without one it begins a trace. */
export function placeAfter(traceparent: unknown): Place {
  const parent = spanContextOf(traceparent);
  if (!parent) return { parent: ROOT_CONTEXT, links: [] };
  return { parent: trace.setSpanContext(ROOT_CONTEXT.setValue(origin, traceparent), parent), links: [] };
}

/** For what is about several events: under the first if they are of one trace, and linked to the others, or to all. */
export function placeAfterAll(traceparents: readonly unknown[]): Place {
  if (traceparents.length === 1) return placeAfter(traceparents[0]);
  const spans = traceparents.flatMap((each) => spanContextOf(each) ?? []);
  const [first, ...others] = spans;
  const linked = (all: typeof spans) => all.map((each): Link => ({ context: each }));
  if (!first || others.some(({ traceId }) => traceId !== first.traceId)) {
    return { parent: ROOT_CONTEXT, links: linked(spans) };
  }
  return { parent: trace.setSpanContext(ROOT_CONTEXT, first), links: linked(others) };
}

/**
 * For a part of the work in hand that is about one event: under the active span, if that follows from this event alone. Else
 * under the event, with a link to the active span.
 */
export function placeWithin(traceparent: unknown): Place {
  const active = context.active();
  if (!spanContextOf(traceparent) || active.getValue(origin) === traceparent) return { parent: active, links: [] };
  const span = trace.getSpanContext(active);
  return { ...placeAfter(traceparent), links: span ? [{ context: span }] : [] };
}
