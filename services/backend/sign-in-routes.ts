import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { relyingParty } from "../runtime/http/relying-party";
import { sessionCookie } from "../runtime/http/session-cookie";
import { problems } from "./schemas";
import { keepChallenge, takeChallenge } from "./sign-in/challenges";
import { findPasskey, recordUse } from "./sign-in/passkeys";
import { assertionSchema, optionsSchema, signedInSchema } from "./sign-in/schemas";
import { beginSession } from "./sign-in/sessions";
import { checkSignIn, refused, signInOptions } from "./sign-in/webauthn";

const tags = ["sign-in"];

/**
 * The routes by which a passkey begins a session. They need no name, so that they don't tell strangers which names there are.
 * @param admit refuses who asks too often, or from another page
 */
export function signInRoutes(
  app: FastifyInstance,
  { database: open, settings }: ServiceContext,
  admit: (request: FastifyRequest) => Promise<void>,
): void {
  const database = open();
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/api/sign-in/options",
    {
      onRequest: admit,
      schema: {
        tags,
        summary: "Ask to sign in with a passkey",
        security: [],
        response: { 200: optionsSchema, ...problems(409, 413, 415) },
      },
    },
    async (request) => {
      const options = await signInOptions(relyingParty(request, settings.publicUrl));
      await keepChallenge(database, options.challenge, {});
      return { ...options };
    },
  );

  routes.post(
    "/api/sign-in",
    {
      onRequest: admit,
      schema: {
        tags,
        summary: "Sign in with a passkey: the answer sets the cookie of a session",
        security: [],
        body: z.strictObject({ response: assertionSchema }),
        response: { 200: signedInSchema, ...problems(409, 413, 415) },
      },
    },
    async (request, reply) => {
      const party = relyingParty(request, settings.publicUrl);
      const { response } = request.body;
      const known = await findPasskey(database, response.id);
      if (!known) throw refused();
      const { passkeyId, ownerId, userHandle, credential } = known;
      const { challenge, result: counter } = await checkSignIn(party, response, credential, request.log);
      if (response.response.userHandle !== userHandle.toString("base64url")) throw refused();
      const session = await database.transaction(async (tx) => {
        const isFirst = await takeChallenge(tx, challenge, {});
        if (!isFirst || !(await recordUse(tx, passkeyId, counter))) throw refused();
        return beginSession(tx, ownerId, passkeyId, request.headers["user-agent"]);
      });
      reply.header("set-cookie", sessionCookie(session.token, session.expiresAt)).header("cache-control", "no-store");
      return { ownerId };
    },
  );
}
