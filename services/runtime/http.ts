import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { maxRequestBytes } from "../contracts/limits";
import type { Metrics } from "./metrics";
import { type FieldError, HttpProblem, sendProblem } from "./problem";

/** Milliseconds in which a request must have arrived whole. */
const requestTimeout = 15_000;

/**
 * A Fastify server as every service has it: zod schemas, JSON logs, problem details for every failure, probes and
 * metrics. The probes only look at this process: they would otherwise keep a sleeping database awake.
 * @param isReady whether the service takes work at this moment
 */
export function createHttp(logger: Logger, metrics: Metrics, isReady: () => boolean): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    bodyLimit: maxRequestBytes,
    requestTimeout,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) =>
      sendProblem(reply, { status: error.statusCode ?? 400, title: "Invalid request", detail: error.message }),
  });
  // JSON only: a page elsewhere can make a browser send plain text without asking us first.
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, {
      status: 404,
      title: "Not found",
      detail: `There is no ${request.method} ${request.url} here.`,
    }),
  );
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof HttpProblem) return sendProblem(reply, error.problem);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = error.validation.flatMap(({ params, instancePath, message }): FieldError[] => {
        const field = instancePath.slice(1).replaceAll("/", ".");
        const unknown = "keys" in params && Array.isArray(params.keys) ? params.keys : undefined;
        if (unknown)
          return unknown.map((key) => ({
            field: [field, key].filter(Boolean).join("."),
            message: "is not a known field",
          }));
        return [{ field, message: message ?? "is not valid" }];
      });
      const detail = errors.map((e) => `${e.field || error.validationContext}: ${e.message}`).join("; ");
      return sendProblem(reply, { status: 400, title: "Invalid request", detail, errors });
    }
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return sendTooLarge(reply, bodyTooLarge);
    if (error.code === "EVENT_TOO_LARGE") return sendTooLarge(reply, error.message);
    const status = error.statusCode ?? 500;
    if (status < 500) return sendProblem(reply, { status, title: "Invalid request", detail: error.message });
    request.log.error({ err: error }, "Request failed");
    return sendProblem(reply, { status: 500, title: "Internal error", detail: "The failure is in the service's log." });
  });

  app.addHook("onResponse", async ({ method, routeOptions }, reply) => {
    // Without the addresses of which there is no end: those of things, and those that somebody tries.
    const route = routeOptions.url ?? "none";
    metrics.httpRequests.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.get("/healthz", quiet, () => ({ status: "alive" }));
  app.get("/readyz", quiet, (_request, reply) =>
    isReady() ? { status: "ready" } : reply.code(503).send({ status: "not ready" }),
  );
  app.get("/metrics", quiet, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return app;
}

const bodyTooLarge = `The body has more than ${maxRequestBytes} bytes, the most that a request may have: send less at once.`;

const sendTooLarge = (reply: FastifyReply, detail: string): FastifyReply =>
  sendProblem(reply, { status: 413, title: "Too large", detail });

/** Probes and scrapes come every few seconds and say nothing. */
const quiet = { logLevel: "silent", schema: { hide: true } } as const;
