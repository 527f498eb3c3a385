import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { signInTimes } from "../contracts/sign-in";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { invalid, notFound } from "../runtime/http/problem";
import { cursor, idParams, limit, nothing, pageOf, problems } from "./schemas";
import {
  addPersonalToken,
  listPersonalTokens,
  type PersonalTokenRow,
  revokePersonalToken,
} from "./sign-in/personal-tokens";
import { refusePersonalToken, requirePerson } from "./sign-in/require-person";
import { newPersonalTokenSchema, personalTokenSchema } from "./sign-in/schemas";

const tags = ["sign-in"];
const dayMs = 86_400_000;

const toPersonalToken = ({ id, name, scope, created_at, expires_at }: PersonalTokenRow) => ({
  ...{ id, name, scope, createdAt: created_at.toISOString(), expiresAt: expires_at.toISOString() },
});

/** The routes by which a person makes, lists and revokes bearer tokens for programs. */
export function personalTokenRoutes(
  app: FastifyInstance,
  { authenticate, database: open, forgetCredentials }: ServiceContext,
): void {
  const database = open();
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/api/personal-tokens",
    {
      onRequest,
      schema: {
        tags,
        summary: "Make a bearer token for a program",
        description: "The token is in this answer only. Without an Idempotency-Key: it would have to be stored.",
        body: newPersonalTokenSchema,
        response: { 201: personalTokenSchema.extend({ token: z.string() }), ...problems(409, 413, 415) },
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      requirePerson(identity);
      requireGoodEnd(request.body.expiresAt, Date.now());
      const { row, token } = await addPersonalToken(database, identity.ownerId, request.body);
      return reply
        .code(201)
        .header("cache-control", "no-store")
        .send({ ...toPersonalToken(row), token });
    },
  );

  routes.get(
    "/api/personal-tokens",
    {
      onRequest,
      schema: {
        tags,
        summary: "List your personal tokens, newest first",
        querystring: z.strictObject({ limit, cursor }),
        response: { 200: pageOf(personalTokenSchema), ...problems() },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      refusePersonalToken(identity);
      return listPersonalTokens(database, identity.ownerId, request.query, toPersonalToken);
    },
  );

  routes.delete(
    "/api/personal-tokens/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Revoke a personal token",
        description: `It is refused within ${signInTimes.lookupSeconds} seconds.`,
        params: idParams,
        response: { 204: nothing("It is revoked"), ...problems(404, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      refusePersonalToken(identity);
      const { id } = request.params;
      if (!(await revokePersonalToken(database, identity.ownerId, id))) throw notFound(`Personal token ${id}`);
      forgetCredentials();
      return reply.code(204).send(null);
    },
  );
}

/** @throws HttpProblem 400 */
function requireGoodEnd(expiresAt: string, now: number): void {
  const end = Date.parse(expiresAt);
  if (end <= now) throw invalid("expiresAt", "IN_THE_PAST", "is past");
  if (end > now + signInTimes.longestTokenDays * dayMs)
    throw invalid("expiresAt", "TOO_LATE", `is more than ${signInTimes.longestTokenDays} days from now`, {
      days: signInTimes.longestTokenDays,
    });
}
