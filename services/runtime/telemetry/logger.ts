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
    hooks: { streamWrite: (line) => redact(redactText(line)) },
  };
  return destination ? pino(options, destination) : pino(options);
}
