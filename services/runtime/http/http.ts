import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { maxRequestBytes } from "../../contracts/limits";
import { timeBudgets } from "../../contracts/time-budgets";
import { expose } from "../telemetry/exposition";
import type { Metrics } from "../telemetry/metrics";
import { pathOf } from "../telemetry/redact-query";
import { compressAnswers } from "./compress-answers";
import { endWithProblem } from "./end-with-problem";
import { problemOf } from "./http-errors";
import { rememberMethods } from "./methods";
import { PlainUnlessWebSocket } from "./plain-unless-websocket";
import { sendProblem } from "./problem";
import { refuseUnclear, takeJsonOnly } from "./request-form";
import { traceRequests } from "./request-spans";

/** How long a connection may take, in milliseconds. Node only looks at the clock once each `check`. */
export const httpTimeoutsMs: Record<"headers" | "request" | "check" | "keepAlive" | "silence", number> = {
  /** For the headers of a request, from its first byte. */
  headers: timeBudgets.httpHeadersMs,
  /** For a request to arrive whole. */
  request: timeBudgets.httpRequestMs,
  /** Between two looks for requests that take too long. */
  check: 1_000,
  /** For the next request on a connection. */
  keepAlive: timeBudgets.httpKeepAliveMs,
  /** Without a byte in either direction while a request is answered. */
  silence: timeBudgets.httpSilenceMs,
};

/** Given from the start, so that Fastify does not load Ajv: a tenth of a service's start. Its types know Ajv alone. */
const zodCompilers = {
  buildValidator: () => validatorCompiler,
  buildSerializer: () => serializerCompiler,
} as unknown as NonNullable<FastifyServerOptions["schemaController"]>["compilersFactory"];

/**
 * A Fastify server as every service has it: zod schemas, JSON logs, problem details for every failure, probes and
 * metrics. The probes only look at this process: they would otherwise keep a sleeping database awake.
 * @param isReady whether the service takes work at this moment
 */
export function createHttp(
  logger: Logger,
  metrics: Metrics,
  isReady: () => boolean,
  timeoutsMs: typeof httpTimeoutsMs = httpTimeoutsMs,
): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    bodyLimit: maxRequestBytes,
    requestTimeout: timeoutsMs.request,
    keepAliveTimeout: timeoutsMs.keepAlive,
    connectionTimeout: timeoutsMs.silence,
    http: {
      IncomingMessage: PlainUnlessWebSocket,
      headersTimeout: timeoutsMs.headers,
      requestTimeout: timeoutsMs.request,
      connectionsCheckingInterval: timeoutsMs.check,
    },
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: zodCompilers },
    clientErrorHandler: refuseClient,
    frameworkErrors: (error, request, reply) =>
      sendProblem(reply, {
        status: error.statusCode ?? 400,
        code: "REQUEST_UNREADABLE",
        title: "Invalid request",
        detail: `${pathOf(request.url)} is not a valid path here.`,
      }),
  });
  const known = rememberMethods(app);
  takeJsonOnly(app);
  compressAnswers(app);
  const answerNotFound = ({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = pathOf(url);
    // A semicolon is part of a path, though what follows it is not shown.
    const isShown = path === url.split(/[?#]/, 1)[0];
    const methods = isShown ? known.of(path) : [];
    const allow = methods.join(", ");
    if (methods.length > 0 && method === "OPTIONS") return reply.code(204).header("allow", allow).send();
    if (methods.length > 0) {
      const detail = `${path} does not take ${method}, only ${allow}.`;
      const problem = { status: 405, code: "METHOD_NOT_ALLOWED", title: "Method not allowed", detail } as const;
      return sendProblem(reply, { ...problem, values: { allow }, allow });
    }
    return sendProblem(reply, {
      status: 404,
      code: "ROUTE_UNKNOWN",
      title: "Not found",
      detail: `There is no ${method} ${path}${isShown ? "" : ";…"} here.`,
    });
  };
  app.setNotFoundHandler(answerNotFound);
  const traceparentOf = traceRequests(app);
  // Before the body is read: its type and its size are not the point.
  app.addHook("onRequest", async (request, reply) => {
    const isOther = request.routeOptions.url?.includes(":") && known.isFixed(pathOf(request.url));
    return request.is404 || isOther ? answerNotFound(request, reply) : refuseUnclear(request, reply);
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(reply, problemOf(error, request.log)));

  app.addHook("onResponse", async (request, reply) => {
    // Without the addresses of which there is no end: those of things, and those that somebody tries.
    const route = request.routeOptions.url ?? "none";
    const labels = { method: request.method, route, status: reply.statusCode };
    metrics.httpRequests.observe(labels, reply.elapsedTime / 1000, traceparentOf(request));
  });
  app.get("/healthz", quiet, () => ({ status: "alive" }));
  app.get("/readyz", quiet, (_request, reply) => {
    const isWell = isReady();
    const uptimeSeconds = process.uptime();
    return reply.code(isWell ? 200 : 503).send({ status: isWell ? "ready" : "not ready", uptimeSeconds });
  });
  app.get("/metrics", quiet, async ({ headers }, reply) => {
    const { contentType, text } = await expose(metrics.registry, headers.accept);
    return reply.type(contentType).send(text);
  });
  return app;
}

/** Probes and scrapes come every few seconds and say nothing. */
const quiet = { logLevel: "silent", schema: { hide: true } } as const;

/** Answers what is no HTTP request, or takes too long to become one, and ends the connection. */
function refuseClient({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === "ECONNRESET" || socket.destroyed) return;
  const isLate = code === "ERR_HTTP_REQUEST_TIMEOUT";
  // Opened in advance, as Traefik does: 408 would be the answer to the request that it sends at this moment.
  if (isLate && socket.bytesRead === 0) return;
  const status = isLate ? 408 : code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
  endWithProblem(socket, { status, code: "REQUEST_UNREADABLE", title: STATUS_CODES[status] ?? "" });
}
