import type { FastifyRequest } from "fastify";
import type { Authenticate, Identity } from "./auth";

export interface Guard {
  /** To be the hook of each guarded route: before anything else of the request is looked at. */
  onRequest: (request: FastifyRequest) => Promise<void>;
  /** On whose behalf a request of a guarded route is made. */
  identityOf: (request: FastifyRequest) => Identity;
}

/**
 * Guards routes: who is not known is refused before the body is read, so that its errors tell a stranger nothing.
 * @param trustSeconds as of `Authenticate`
 */
export function createGuard(authenticate: Authenticate, trustSeconds?: number): Guard {
  const identities = new WeakMap<FastifyRequest, Identity>();
  return {
    onRequest: async (request) => {
      identities.set(request, await authenticate(request, trustSeconds));
    },
    identityOf: (request) => {
      const identity = identities.get(request);
      if (!identity) throw new Error(`${request.method} ${request.url} is not guarded: it lacks the hook onRequest`);
      return identity;
    },
  };
}
