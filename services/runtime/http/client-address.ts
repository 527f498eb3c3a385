import type { FastifyRequest } from "fastify";

/**
 * Where a request comes from, to count requests by: what the proxy in front has written last. A client that reaches the service
 * without one can write anything, so there must be a bound of all addresses together, too.
 */
export function clientAddress({ headers, socket }: FastifyRequest): string {
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",");
  return forwarded.split(",").at(-1)?.trim() || (socket.remoteAddress ?? "");
}
