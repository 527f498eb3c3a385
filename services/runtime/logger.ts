import { type DestinationStream, type Logger, pino } from "pino";

export interface LoggerOptions {
  name: string;
  level: string;
  /** Where the lines go. Default: standard output. */
  destination?: DestinationStream;
}

/**
 * A JSON logger, one line an entry. What could carry a credential is removed, whoever logs it, and so is the whole
 * connection that node-postgres hangs on its errors.
 */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options = {
    name,
    level,
    redact: ["req.headers.authorization", "headers.authorization", "*.password", "*.connectionString", "err.client"],
  };
  return destination ? pino(options, destination) : pino(options);
}
