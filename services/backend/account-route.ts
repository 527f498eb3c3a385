import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { invalid } from "../runtime/http/problem";
import { endedSessionCookie } from "../runtime/http/session-cookie";
import { type Deleted, deleteAccount } from "./account/delete-account";
import { remaindersOf } from "./account/owned-tables";
import { eventWriter } from "./event-writer";
import { problems } from "./schemas";
import { refusePersonalToken } from "./sign-in/require-person";

const count = z.int();
const counts = {
  ...{ tasks: count, deletedTasks: count, lists: count, calendarFeeds: count, pushSubscriptions: count },
  ...{ notifications: count, notificationPreferences: count, notificationAddresses: count, idempotencyKeys: count },
  ...{ personalTokens: count, signInChallenges: count, invites: count },
  ...{ passkeys: count, sessions: count, people: count },
} satisfies Record<keyof Deleted, typeof count>;
const answerSchema = z.object({
  deleted: z.object(counts).describe("Rows that this request deleted"),
  stays: z
    .array(z.object({ what: z.string(), why: z.string(), days: z.number().describe("For which it stays at most") }))
    .describe("What stays for a while, and why"),
});

/** The route by which owners delete all that is theirs. */
export function accountRoute(app: FastifyInstance, context: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(context.authenticate);
  app.withTypeProvider<ZodTypeProvider>().delete(
    "/api/account",
    {
      onRequest,
      schema: {
        tags: ["data"],
        summary: "Delete all that is yours",
        description:
          "Export it first: this can't be undone. Send it again after a failure, and it goes on. Tokens that name the account stay valid, since another service signs them.",
        body: z.strictObject({ confirm: z.string().max(200).describe("Name of the account: ownerId of its tasks") }),
        response: { 200: answerSchema, ...problems(413, 415) },
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      refusePersonalToken(identity);
      if (request.body.confirm !== identity.ownerId)
        throw invalid(
          "confirm",
          "NOT_THE_ACCOUNT",
          `must be the name of the account, ${JSON.stringify(identity.ownerId)}`,
          { name: identity.ownerId },
        );
      const deleted = await deleteAccount(context, identity, eventWriter(context, request));
      context.forgetCredentials();
      if (identity.by === "session") reply.header("set-cookie", endedSessionCookie);
      const stays = remaindersOf(context.settings.retention).map(({ what, why, days }) => ({ what, why, days }));
      return { deleted, stays };
    },
  );
}
