import { createClient } from "@redis/client";
import { FreeholdError } from "../runtime/core/errors";
import { readDeclared } from "../runtime/settings/read-declared";
import { definition } from "./definition";

/** Milliseconds in which a Redis must answer to a connection. */
const connectTimeout = 5_000;

export type Redis = ReturnType<typeof clientOf>;

/**
 * Does `work` with a connection to a Redis and closes it. Its password, where it has one, is in REDISCLI_AUTH, as with
 * redis-cli.
 * @param address host:port
 * @throws FreeholdError BROKER_UNREACHABLE
 */
export async function withRedis<Result>(address: string, work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = clientOf(address);
  // Without a listener a connection that is lost would end the process; the command in hand fails, too.
  redis.on("error", () => {});
  try {
    await redis.connect();
  } catch (cause) {
    throw new FreeholdError("BROKER_UNREACHABLE", `No Redis answers on ${address}; check address and REDISCLI_AUTH.`, {
      cause,
    });
  }
  try {
    return await work(redis);
  } finally {
    await redis.close();
  }
}

function clientOf(address: string) {
  const { hostname: host, port } = new URL(`redis://${address}`);
  const { password } = readDeclared({ password: definition.settings.password }, process.env);
  return createClient({
    socket: { host, port: Number(port || 6379), connectTimeout, reconnectStrategy: false },
    password,
  });
}
