import { types } from "node:util";
import type { FastifyInstance } from "fastify";
import { timeBudgets } from "../../contracts/time-budgets";
import { FreeholdError, messageOf } from "../core/errors";
import type { Settings } from "../settings/settings";

/** Finishes the requests in hand; a client that does not take its answer can't hold up the stop for ever. */
export async function closeHttp(http: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => http.server.closeAllConnections(), timeBudgets.requestsMs);
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
    const code = types.isNativeError(cause) && "code" in cause ? cause.code : undefined;
    if (code === "EADDRINUSE") {
      throw new FreeholdError(
        "PORT_TAKEN",
        `Port ${port} is taken by another program; choose one with --port or PORT.`,
        { cause },
      );
    }
    throw new FreeholdError(
      "SETTINGS_INVALID",
      reasons[String(code)]?.(host, port) ?? `HOST and PORT: ${messageOf(cause)}`,
      { cause },
    );
  }
}

const notOurs = (host: string) => `HOST: ${host} is not an address of this machine. Set one that is, as 127.0.0.1.`;

/** What is wrong with the address, by the code of the system. */
const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRNOTAVAIL: notOurs,
  EAFNOSUPPORT: notOurs,
  EINVAL: notOurs,
  ENOTFOUND: (host) => `HOST: the name ${host} is not known. Set an address of this machine, as 127.0.0.1.`,
  EAI_AGAIN: (host) => `HOST: the name ${host} can't be looked up. Set an address of this machine, as 127.0.0.1.`,
  EACCES: (_, port) =>
    `Port ${port} needs privileges that this account lacks; choose one above 1023 with --port or PORT.`,
};
