import { type Context, context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { internalPaths } from "../../contracts/service-definition";
import { pathOf, redactText } from "../telemetry/redact-query";
import { isTracing, placeAfter, startSpan } from "../telemetry/spans";
import { traceparentOf } from "../telemetry/trace";

/** A sidecar's deliveries have spans of their own, with any transport; probes and scrapes say nothing. */
const quietPaths: readonly string[] = ["/dapr/", ...internalPaths];

const isTraced = ({ url, headers }: FastifyRequest): boolean =>
  headers.upgrade === undefined && !quietPaths.some((path) => url.startsWith(path));

/**
 * Gives each request a span, which continues the trace of the client's `traceparent`, and is the active one in the handler.
 * Names: https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 * @returns the `traceparent` of a request's span; undefined for one without
 */
export function traceRequests(app: FastifyInstance): (request: FastifyRequest) => string | undefined {
  const spans = new WeakMap<FastifyRequest, { span: Span; within: Context }>();

  app.addHook("onRequest", async (request, reply) => {
    if (!isTracing() || !isTraced(request)) return;
    const { method, routeOptions, headers } = request;
    const route = routeOptions.url;
    const attributes = {
      "http.request.method": method,
      "url.path": redactText(pathOf(request.url)),
      "url.scheme": request.protocol,
      ...(route !== undefined && { "http.route": route }),
    };
    const { parent } = placeAfter(headers.traceparent);
    const span = startSpan(
      route === undefined ? method : `${method} ${route}`,
      { kind: SpanKind.SERVER, attributes },
      parent,
    );
    spans.set(request, { span, within: trace.setSpan(parent, span) });
    if (span.isRecording()) request.log = reply.log = request.log.child({ traceparent: traceparentOf(span) });
  });

  // Not before: what reads the body loses the context.
  app.addHook("preHandler", (request, _reply, done) => {
    const traced = spans.get(request);
    if (traced) context.with(traced.within, done);
    else done();
  });

  app.addHook("onResponse", async (request, { statusCode }) => {
    const span = spans.get(request)?.span;
    span?.setAttribute("http.response.status_code", statusCode);
    if (statusCode >= 500) {
      span?.setAttribute("error.type", String(statusCode));
      span?.setStatus({ code: SpanStatusCode.ERROR });
    }
    span?.end();
  });

  return (request) => {
    const span = spans.get(request)?.span;
    return span && traceparentOf(span);
  };
}
