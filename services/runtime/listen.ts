import { types } from "node:util";
import type { FastifyInstance } from "fastify";
import { FreeholdError, messageOf } from "./errors";
import type { Settings } from "./settings";

/** Milliseconds that requests in hand have to be answered in during a stop. */
const drainTimeout = 10_000;

/** Finishes the requests in hand; a client that does not take its answer can't hold up the stop for ever. */
export async function closeHttp(http: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => http.server.closeAllConnections(), drainTimeout);
  await http.close();
  clearTimeout(timer);
}

/**
 * @returns where the server listens, as http://host:port
 * @throws FreeholdError PORT_TAKEN or SETTINGS_INVALID
 */
export async function listen(http: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (cause) {
    if (types.isNativeError(cause) && "code" in cause && cause.code === "EADDRINUSE") {
      throw new FreeholdError(
        "PORT_TAKEN",
        `Port ${port} is taken by another program; choose one with --port or PORT.`,
        { cause },
      );
    }
    throw new FreeholdError("SETTINGS_INVALID", `HOST and PORT: ${messageOf(cause)}`, { cause });
  }
}
