import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { requireOperator } from "../runtime/http/auth";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { eventPageSchema, eventStorySchema, listEventsSchema } from "./event-schemas";
import { searchEvents } from "./events/search";
import { showEvent } from "./events/show";
import { decodeCursor, encodeCursor } from "./page";
import { idParams, problems } from "./schemas";

const tags = ["operations"];
const date = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

/** Events of all owners, for operators: `npx freehold events` calls the same functions. */
export function eventRoutes(app: FastifyInstance, { authenticate, ...context }: ServiceContext): void {
  const database = context.database();
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/operator/events",
    {
      onRequest,
      schema: {
        tags,
        summary: "Find events, newest first",
        description: "The first page also has events that are not in the history: on their way, parked, dead letters.",
        querystring: listEventsSchema,
        response: { 200: eventPageSchema, ...problems() },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const { id, task, type, owner, trace, since, until, limit, cursor } = request.query;
      const filter = { id, subject: task, type, owner, traceId: trace, since: date(since), until: date(until) };
      const after = decodeCursor(cursor, z.uuid());
      const { next, ...page } = await searchEvents(database, filter, { limit, after });
      return { ...page, nextCursor: next === null ? null : encodeCursor(next) };
    },
  );

  routes.get(
    "/api/operator/events/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Follow one event from its request to each consumer",
        description: "What no table records is null, or named in notKnown.",
        params: idParams,
        response: { 200: eventStorySchema, ...problems(404, 414) },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const { id } = request.params;
      const story = await showEvent(database, id);
      if (!story) throw notFound(`Event ${id}`);
      return story;
    },
  );
}
