import type { FastifyRequest } from "fastify";
import { type DestinationStream, type Logger, pino } from "pino";
import { redact } from "../core/redact";
import { redactText, withoutQuery } from "./redact-query";

export interface LoggerOptions {
  name: string;
  level: string;
  /** Where the lines go. Default: standard output. */
  destination?: DestinationStream;
}

/**
 * A JSON logger, one line an entry. What could carry a credential is removed from every entry: query strings, whatever
 * quotes them, and the whole connection that node-postgres hangs on its errors.
 */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options: pino.LoggerOptions = {
    name,
    level,
    redact: ["headers", "*.headers", "*.password", "*.connectionString", "err.client", "err.rawPacket"],
    serializers: {
      req: ({ method, url, host, ip }: FastifyRequest) => ({ method, url: withoutQuery(url), host, remoteAddress: ip }),
    },
    hooks: { streamWrite: (line) => withTraceId(redact(redactText(line))) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Adds the trace id to a line with a `traceparent`, by the name that OpenTelemetry gives it in logs. */
const withTraceId = (line: string): string =>
  line.replace(/"traceparent":"00-([0-9a-f]{32})-[^"]*"/, '$&,"trace_id":"$1"');
