import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { replayHours } from "../contracts/topics";
import { discardDeadLetter } from "../runtime/consumer/discard";
import { replayDeadLetter } from "../runtime/consumer/replay";
import type { ServiceContext } from "../runtime/host/service";
import { requireOperator } from "../runtime/http/auth";
import { createGuard } from "../runtime/http/guard";
import { conflict, notFound } from "../runtime/http/problem";
import {
  deadLetterSchema,
  discardSchema,
  groupDeadLettersSchema,
  groupsSchema,
  listDeadLettersSchema,
  shownDeadLetterSchema,
} from "./dead-letter-schemas";
import { toAnswer, toFilter } from "./dead-letters/answers";
import { groupDeadLetters } from "./dead-letters/groups";
import { findDeadLetter, listDeadLetters } from "./dead-letters/list";
import { schemaErrors } from "./dead-letters/schema-errors";
import { decodeCursor, encodeCursor } from "./page";
import { idParams, pageOf, problems } from "./schemas";

const tags = ["operations"];

/** The routes of operators: what consumers have given up on, of all owners, how to try it again, and how to give it up. */
export function deadLetterRoutes(
  app: FastifyInstance,
  { authenticate, relay, metrics, ...context }: ServiceContext,
): void {
  const database = context.database();
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const find = async (id: string) => {
    const letter = await findDeadLetter(database, id);
    if (!letter) throw notFound(`Dead letter ${id}`);
    return letter;
  };

  routes.get(
    "/api/dead-letters",
    {
      onRequest,
      schema: {
        tags,
        summary: "List dead letters, newest first",
        querystring: listDeadLettersSchema,
        response: { 200: pageOf(deadLetterSchema), ...problems() },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const { limit, cursor, status, ...filter } = request.query;
      const after = decodeCursor(cursor, z.uuid());
      const { items, next } = await listDeadLetters(database, { ...toFilter(filter), status }, { limit, after });
      return { items: items.map(toAnswer), nextCursor: next === null ? null : encodeCursor(next) };
    },
  );

  routes.get(
    "/api/dead-letters/groups",
    {
      onRequest,
      schema: {
        tags,
        summary: "Count dead letters by consumer, type and error",
        querystring: groupDeadLettersSchema,
        response: { 200: groupsSchema, ...problems() },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const { status, ...filter } = request.query;
      const { groups, complete } = await groupDeadLetters(database, { ...toFilter(filter), status });
      return {
        groups: groups.map(({ oldestAt, newestAt, ...group }) => ({
          ...group,
          oldestAt: oldestAt.toISOString(),
          newestAt: newestAt.toISOString(),
        })),
        complete,
      };
    },
  );

  routes.get(
    "/api/dead-letters/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Read a dead letter, with what its event breaks of its schema",
        params: idParams,
        response: { 200: shownDeadLetterSchema, ...problems(404, 414) },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const letter = await find(request.params.id);
      return { ...toAnswer(letter), schemaErrors: schemaErrors(letter.event) };
    },
  );

  routes.post(
    "/api/dead-letters/:id/replay",
    {
      onRequest,
      schema: {
        tags,
        summary: "Give a dead letter to its consumer again",
        description: "The consumer applies it once, however often it is replayed.",
        params: idParams,
        response: { 202: deadLetterSchema, ...problems(404, 409, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      requireOperator(identityOf(request));
      const { id } = request.params;
      const result = await database.transaction((tx) => replayDeadLetter(tx, id));
      if (result === "unknown") throw notFound(`Dead letter ${id}`);
      if (result === "discarded") throw conflict("LETTER_DISCARDED", "An operator has discarded it.");
      if (result === "not replayable") {
        throw conflict(
          "LETTER_NO_EVENT",
          "This delivery was no event of the platform, so there is nothing to give to its consumer again.",
        );
      }
      if (result === "too old") {
        throw conflict(
          "LETTER_TOO_OLD",
          `It failed more than ${replayHours} hours ago: other consumers may have forgotten that they had the event, and ` +
            `would apply it again. An operator can insist: npx freehold dlq replay ${id} --force`,
          { hours: replayHours },
        );
      }
      relay();
      return reply.code(202).send(toAnswer(await find(id)));
    },
  );

  routes.post(
    "/api/dead-letters/:id/discard",
    {
      onRequest,
      schema: {
        tags,
        summary: "Give up on a dead letter, with a reason",
        description: "Who discarded it, when and why stays with it for as long as dead letters are kept.",
        params: idParams,
        body: discardSchema,
        response: { 200: deadLetterSchema, ...problems(404, 409, 413, 414, 415) },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      requireOperator(identity);
      const { id } = request.params;
      const result = await discardDeadLetter(database, id, { by: identity.actor, reason: request.body.reason });
      if (result === "replayed already")
        throw conflict("LETTER_REPLAYED", "It was replayed, or is on its way to its consumer.");
      const letter = await find(id);
      metrics.pipeline.settled(letter.consumer, letter.eventId);
      return toAnswer(letter);
    },
  );
}
