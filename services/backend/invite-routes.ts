import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { secretToken } from "../contracts/secret-token";
import type { ServiceContext } from "../runtime/host/service";
import { relyingParty } from "../runtime/http/relying-party";
import { sessionCookie } from "../runtime/http/session-cookie";
import { problems } from "./schemas";
import { keepChallenge, takeChallenge } from "./sign-in/challenges";
import { findInvite, takeInvite } from "./sign-in/invites";
import { addPasskey, knownPasskeys } from "./sign-in/passkeys";
import { lockPerson } from "./sign-in/people";
import { optionsSchema, passkeyName, registrationSchema, signedInSchema } from "./sign-in/schemas";
import { beginSession } from "./sign-in/sessions";
import { checkRegistration, refused, registrationOptions } from "./sign-in/webauthn";

const tags = ["sign-in"];
const token = z
  .string()
  .regex(new RegExp(`^${secretToken.source}$`))
  .describe("What follows # in the link");

/**
 * The routes by which an invite becomes a passkey. Its token is in the body: a path is written to logs.
 * @param admit refuses who asks too often, or from another page
 */
export function inviteRoutes(
  app: FastifyInstance,
  { database: open, settings, forgetCredentials }: ServiceContext,
  admit: (request: FastifyRequest) => Promise<void>,
): void {
  const database = open();
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/api/invites/options",
    {
      onRequest: admit,
      schema: {
        tags,
        summary: "Ask to register a passkey by an invite",
        security: [],
        body: z.strictObject({ token }),
        response: { 200: optionsSchema, ...problems(404, 409, 413, 415) },
      },
    },
    async (request) => {
      const party = relyingParty(request, settings.publicUrl);
      const { id: inviteId, ownerId } = await findInvite(database, request.body.token);
      const { userHandle } = await lockPerson(database, ownerId);
      const known = await knownPasskeys(database, ownerId);
      const options = await registrationOptions(party, { ownerId, userHandle, known });
      await keepChallenge(database, options.challenge, { inviteId });
      return { ...options };
    },
  );

  routes.post(
    "/api/invites/accept",
    {
      onRequest: admit,
      schema: {
        tags,
        summary: "Use an invite up: it registers a passkey, and the answer sets the cookie of a session",
        security: [],
        body: z.strictObject({ token, name: passkeyName, response: registrationSchema }),
        response: { 201: signedInSchema, ...problems(404, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      const party = relyingParty(request, settings.publicUrl);
      const { body } = request;
      const { challenge, result: credential } = await checkRegistration(party, body.response, request.log);
      const { ownerId, session } = await database.transaction(async (tx) => {
        const invite = await takeInvite(tx, body.token);
        if (!(await takeChallenge(tx, challenge, { inviteId: invite.id }))) throw refused();
        await lockPerson(tx, invite.ownerId);
        // The newest invite says what the person may do.
        await tx.query("update freehold.people set operator = $2 where owner_id = $1", [
          invite.ownerId,
          invite.operator,
        ]);
        const passkey = await addPasskey(tx, invite.ownerId, body.name, credential);
        const begun = await beginSession(tx, invite.ownerId, passkey.id, request.headers["user-agent"]);
        return { ownerId: invite.ownerId, session: begun };
      });
      forgetCredentials();
      return reply
        .code(201)
        .header("set-cookie", sessionCookie(session.token, session.expiresAt))
        .header("cache-control", "no-store")
        .send({ ownerId });
    },
  );
}
