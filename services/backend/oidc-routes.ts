import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { oidcReturnPath } from "../contracts/oidc";
import { signInTimes } from "../contracts/sign-in";
import { newSecretToken } from "../runtime/core/secret-token";
import type { ServiceContext } from "../runtime/host/service";
import { conflict, HttpProblem } from "../runtime/http/problem";
import { ownOrigin } from "../runtime/http/relying-party";
import { sessionCookie } from "../runtime/http/session-cookie";
import type { definition } from "./definition";
import { attemptCookie, attemptOf, challengeOf, endedAttemptCookie, secretsOf } from "./oidc/attempt";
import { OidcClient } from "./oidc/client";
import { mayEnter, ownerOf } from "./oidc/entry";
import { attemptRefused, notAdmitted, oidcProblem } from "./oidc/failures";
import { readOidcSettings } from "./oidc/settings";
import { problems } from "./schemas";
import { keepChallenge, takeChallenge } from "./sign-in/challenges";
import { lockPerson } from "./sign-in/people";
import { signedInSchema } from "./sign-in/schemas";
import { beginSession } from "./sign-in/sessions";

const tags = ["sign-in"];

/** What a provider adds to an address has a code, a state, and often a few more. */
const longestQuery = 8_000;

/**
 * The routes by which an OpenID provider begins a session. The page brings the provider's answer in a body: a request of our own page
 * has the cookies that no other one has sent.
 * @param admit refuses who asks too often, or from another page
 * @throws FreeholdError SETTINGS_INVALID
 */
export function oidcRoutes(
  app: FastifyInstance,
  { database: open, settings, own }: ServiceContext<typeof definition.settings>,
  admit: (request: FastifyRequest) => Promise<void>,
): void {
  const database = open();
  const oidc = readOidcSettings(own.oidc);
  const client = oidc && new OidcClient(oidc);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const returnAddress = (request: FastifyRequest): string => {
    const origin = ownOrigin(request, settings.publicUrl);
    if (origin === undefined)
      throw conflict("PROVIDER_NEEDS_PUBLIC_URL", "The provider needs the platform's public name: set PUBLIC_URL.");
    return `${origin}${oidcReturnPath}`;
  };

  routes.get(
    "/api/sign-in/oidc",
    {
      schema: {
        tags,
        summary: "Ask which OpenID provider signs in",
        security: [],
        response: { 200: z.object({ name: z.string().nullable().describe("null: none") }), ...problems() },
      },
    },
    async () => ({ name: oidc?.name ?? null }),
  );

  routes.post(
    "/api/sign-in/oidc",
    {
      onRequest: admit,
      schema: {
        tags,
        summary: "Begin to sign in with the OpenID provider",
        description: "The answer sets a cookie; the browser then goes to the address.",
        security: [],
        response: { 200: z.object({ url: z.url() }), ...problems(404, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      if (!client) throw notConfigured();
      const token = newSecretToken();
      const begun = client.begin(returnAddress(request), secretsOf(token));
      const url = await begun.catch((error: unknown) => {
        throw oidcProblem(error, request.log);
      });
      await keepChallenge(database, challengeOf(token), {}, signInTimes.oidcMinutes);
      reply.header("set-cookie", attemptCookie(token)).header("cache-control", "no-store");
      return { url };
    },
  );

  routes.post(
    "/api/sign-in/oidc/finish",
    {
      onRequest: admit,
      schema: {
        tags,
        summary: "Sign in with the OpenID provider's answer: it sets the cookie of a session",
        security: [],
        body: z.strictObject({
          query: z.string().max(longestQuery).describe(`What the provider added to the address of ${oidcReturnPath}`),
        }),
        response: { 200: signedInSchema, ...problems(404, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      if (!client || !oidc) throw notConfigured();
      const returned = new URL(returnAddress(request));
      returned.search = request.body.query;
      const token = attemptOf(request);
      // It is over before the provider is asked, so that two answers at once are not both taken.
      if (!token || !(await takeChallenge(database, challengeOf(token), {}))) throw attemptRefused();
      const person = await client.finish(returned, secretsOf(token)).catch((error: unknown) => {
        throw oidcProblem(error, request.log);
      });
      if (!mayEnter(person, oidc)) {
        const why = person.address === undefined ? "has no verified address" : "is not among those who may enter";
        request.log.info(`A person whom the OpenID provider signed in ${why}`);
        throw notAdmitted();
      }
      const ownerId = ownerOf(person);
      const session = await database.transaction(async (tx) => {
        await lockPerson(tx, ownerId);
        return beginSession(tx, ownerId, null, request.headers["user-agent"]);
      });
      const cookies = [sessionCookie(session.token, session.expiresAt), endedAttemptCookie];
      reply.header("set-cookie", cookies).header("cache-control", "no-store");
      return { ownerId };
    },
  );
}

const notConfigured = () =>
  new HttpProblem({
    status: 404,
    code: "NO_PROVIDER",
    title: "Not found",
    detail: "No OpenID provider signs in here.",
  });
