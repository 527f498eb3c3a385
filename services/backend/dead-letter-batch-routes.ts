import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { requireOperator } from "../runtime/http/auth";
import { createGuard } from "../runtime/http/guard";
import { batchSchema, discardBatchSchema, idsSchema, replayBatchSchema, statusesSchema } from "./dead-letter-schemas";
import { discardBatch, replayBatch } from "./dead-letters/act-on-many";
import { toFilter } from "./dead-letters/answers";
import { statusesOf } from "./dead-letters/statuses";
import { decodeCursor, encodeCursor } from "./page";
import { problems } from "./schemas";

const tags = ["operations"];
const description =
  "A request changes up to 50, oldest first, each in a transaction of its own: send nextCursor as cursor until it is null.";

/** Replays and discards many dead letters, batch by batch, so that a client shows how far it is and may stop at any time. */
export function deadLetterBatchRoutes(app: FastifyInstance, { authenticate, relay, ...context }: ServiceContext): void {
  const database = context.database();
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const toBatch = ({ outcomes, next }: { outcomes: { id: string; outcome: string }[]; next: string | null }) => ({
    outcomes,
    nextCursor: next === null ? null : encodeCursor(next),
  });

  routes.post(
    "/api/dead-letters/batch/replay",
    {
      onRequest,
      schema: {
        tags,
        summary: "Replay the dead letters of a filter",
        description,
        body: replayBatchSchema,
        response: { 200: batchSchema, ...problems(413, 415) },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const { filter, dryRun, cursor } = request.body;
      const batch = await replayBatch(database, toFilter(filter), { dryRun, after: decodeCursor(cursor, z.uuid()) });
      if (!dryRun) relay();
      return toBatch(batch);
    },
  );

  routes.post(
    "/api/dead-letters/batch/statuses",
    {
      onRequest,
      schema: {
        tags,
        summary: "Read what became of dead letters",
        description:
          "Changes nothing. After a replay: replaying, then replayed, or dead when the event has failed again.",
        body: idsSchema,
        response: { 200: statusesSchema, ...problems(413, 415) },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      return { items: await statusesOf(database, request.body.ids) };
    },
  );

  routes.post(
    "/api/dead-letters/batch/discard",
    {
      onRequest,
      schema: {
        tags,
        summary: "Discard the dead letters of a filter, with a reason",
        description,
        body: discardBatchSchema,
        response: { 200: batchSchema, ...problems(413, 415) },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      requireOperator(identity);
      const { filter, dryRun, cursor, reason } = request.body;
      const options = { dryRun, after: decodeCursor(cursor, z.uuid()), by: identity.actor, reason };
      return toBatch(await discardBatch(database, toFilter(filter), options));
    },
  );
}
