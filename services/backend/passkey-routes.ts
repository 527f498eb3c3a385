import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { relyingParty } from "../runtime/http/relying-party";
import { cursor, idParams, limit, nothing, pageOf, problems } from "./schemas";
import { keepChallenge, takeChallenge } from "./sign-in/challenges";
import {
  addPasskey,
  knownPasskeys,
  listPasskeys,
  type PasskeyRow,
  renamePasskey,
  revokePasskey,
} from "./sign-in/passkeys";
import { lockPerson } from "./sign-in/people";
import { refusePersonalToken, requirePerson } from "./sign-in/require-person";
import { optionsSchema, passkeyName, passkeySchema, registrationSchema } from "./sign-in/schemas";
import { checkRegistration, refused, registrationOptions } from "./sign-in/webauthn";

const tags = ["sign-in"];

const toPasskey = ({ id, name, created_at, last_used_at }: PasskeyRow) => ({
  ...{ id, name, createdAt: created_at.toISOString(), lastUsedAt: last_used_at?.toISOString() ?? null },
});

/** The routes by which a person lists, adds, names and revokes passkeys. */
export function passkeyRoutes(
  app: FastifyInstance,
  { authenticate, database: open, settings, forgetCredentials }: ServiceContext,
): void {
  const database = open();
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/passkeys",
    {
      onRequest,
      schema: {
        tags,
        summary: "List your passkeys, newest first",
        querystring: z.strictObject({ limit, cursor }),
        response: { 200: pageOf(passkeySchema), ...problems() },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      refusePersonalToken(identity);
      return listPasskeys(database, identity.ownerId, request.query, toPasskey);
    },
  );

  routes.post(
    "/api/passkeys/options",
    {
      onRequest,
      schema: {
        tags,
        summary: "Ask to register another passkey",
        response: { 200: optionsSchema, ...problems(409, 413, 415) },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      requirePerson(identity);
      const { ownerId } = identity;
      const party = relyingParty(request, settings.publicUrl);
      const { userHandle } = await lockPerson(database, ownerId);
      const known = await knownPasskeys(database, ownerId);
      const options = await registrationOptions(party, { ownerId, userHandle, known });
      await keepChallenge(database, options.challenge, { ownerId });
      return { ...options };
    },
  );

  routes.post(
    "/api/passkeys",
    {
      onRequest,
      schema: {
        tags,
        summary: "Register another passkey",
        body: z.strictObject({ name: passkeyName, response: registrationSchema }),
        response: { 201: passkeySchema, ...problems(409, 413, 415) },
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      requirePerson(identity);
      const { ownerId } = identity;
      const { name, response } = request.body;
      const party = relyingParty(request, settings.publicUrl);
      const { challenge, result: credential } = await checkRegistration(party, response, request.log);
      const row = await database.transaction(async (tx) => {
        if (!(await takeChallenge(tx, challenge, { ownerId }))) throw refused();
        await lockPerson(tx, ownerId);
        return addPasskey(tx, ownerId, name, credential);
      });
      return reply.code(201).send(toPasskey(row));
    },
  );

  routes.patch(
    "/api/passkeys/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Rename a passkey",
        params: idParams,
        body: z.strictObject({ name: passkeyName }),
        response: { 200: passkeySchema, ...problems(404, 413, 414, 415) },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      refusePersonalToken(identity);
      const { id } = request.params;
      const row = await renamePasskey(database, identity.ownerId, id, request.body.name);
      if (!row) throw notFound(`Passkey ${id}`);
      return toPasskey(row);
    },
  );

  routes.delete(
    "/api/passkeys/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Revoke a passkey, and end the other sessions that it began",
        params: idParams,
        response: { 204: nothing("It is revoked"), ...problems(404, 409, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, by, credentialId } = identityOf(request);
      refusePersonalToken(identityOf(request));
      const { id } = request.params;
      const asking = by === "session" ? credentialId : undefined;
      const isRevoked = await database.transaction(async (tx) => {
        await lockPerson(tx, ownerId);
        return revokePasskey(tx, ownerId, id, asking);
      });
      if (!isRevoked) throw notFound(`Passkey ${id}`);
      forgetCredentials();
      return reply.code(204).send(null);
    },
  );
}
