import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { signInTimes } from "../contracts/sign-in";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, notFound } from "../runtime/http/problem";
import { endedSessionCookie } from "../runtime/http/session-cookie";
import { cursor, idParams, limit, nothing, pageOf, problems } from "./schemas";
import { refusePersonalToken } from "./sign-in/require-person";
import { sessionSchema } from "./sign-in/schemas";
import { endSession, listSessions, type SessionRow } from "./sign-in/sessions";

const tags = ["sign-in"];

const toSession = ({ id, browser, created_at, expires_at }: SessionRow, asking: string | undefined) => ({
  ...{ id, browser, createdAt: created_at.toISOString(), expiresAt: expires_at.toISOString(), current: id === asking },
});

/** The routes by which a person lists sessions, ends one, and signs out. */
export function sessionRoutes(
  app: FastifyInstance,
  { authenticate, database: open, forgetCredentials }: ServiceContext,
): void {
  const database = open();
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/sessions",
    {
      onRequest,
      schema: {
        tags,
        summary: "List your sessions, newest first",
        querystring: z.strictObject({ limit, cursor }),
        response: { 200: pageOf(sessionSchema), ...problems() },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      refusePersonalToken(identity);
      const { ownerId, credentialId } = identity;
      return listSessions(database, ownerId, request.query, (row) => toSession(row, credentialId));
    },
  );

  routes.delete(
    "/api/sessions/current",
    {
      onRequest,
      schema: {
        tags,
        summary: "Sign out: end the session that asks",
        response: { 204: nothing("It has ended"), ...problems(409, 413, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, by, credentialId } = identityOf(request);
      if (by !== "session" || !credentialId)
        throw conflict("SESSION_MISSING", "This request has no session that could end.");
      await endSession(database, ownerId, credentialId);
      forgetCredentials();
      return reply.code(204).header("set-cookie", endedSessionCookie).send(null);
    },
  );

  routes.delete(
    "/api/sessions/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "End a session",
        description: `Its browser is signed out within ${signInTimes.lookupSeconds} seconds.`,
        params: idParams,
        response: { 204: nothing("It has ended"), ...problems(404, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      refusePersonalToken(identity);
      const { id } = request.params;
      if (!(await endSession(database, identity.ownerId, id))) throw notFound(`Session ${id}`);
      forgetCredentials();
      return reply.code(204).send(null);
    },
  );
}
