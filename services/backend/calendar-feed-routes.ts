import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { newSecretToken } from "../runtime/core/secret-token";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";

import { addFeed, type FeedRow, listFeeds, revokeFeed } from "./calendar/feeds";
import { decodeCursor, toPage } from "./page";
import { cursor, idParams, limit, nothing, pageOf, problems } from "./schemas";
import { line } from "./text";

const tags = ["data"];

const feedSchema = z.object({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() });
const newFeedSchema = feedSchema.extend({
  url: z
    .url()
    .describe("Address for your calendar program. Everyone who has it can read your open tasks; it is not shown again"),
});

const toFeed = ({ id, name, created_at }: FeedRow) => ({ id, name, createdAt: created_at.toISOString() });

/** The routes by which owners make, list and revoke addresses for their calendar programs. */
export function calendarFeedRoutes(app: FastifyInstance, { authenticate, database }: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/api/calendar-feeds",
    {
      onRequest,
      schema: {
        tags,
        summary: "Create a calendar feed",
        description:
          "Its address is in this answer only. Without an Idempotency-Key: the address would have to be stored.",
        body: z.strictObject({ name: line(100) }),
        response: { 201: newFeedSchema, ...problems(409, 413, 415) },
      },
    },
    async (request, reply) => {
      const token = newSecretToken();
      const feed = await addFeed(database(), identityOf(request), request.body.name, token);
      // The proxy in front ends TLS. A forged header only changes what its sender reads.
      const protocol = request.headers["x-forwarded-proto"] === "https" ? "https" : request.protocol;
      const url = `${protocol}://${request.host}/calendar/${token}.ics`;
      return reply
        .code(201)
        .header("cache-control", "no-store")
        .send({ ...toFeed(feed), url });
    },
  );

  routes.get(
    "/api/calendar-feeds",
    {
      onRequest,
      schema: {
        tags,
        summary: "List your calendar feeds, newest first",
        querystring: z.strictObject({ limit, cursor }),
        response: { 200: pageOf(feedSchema), ...problems() },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const { query } = request;
      const rows = await listFeeds(database(), ownerId, decodeCursor(query.cursor, z.uuid()), query.limit);
      return toPage(rows, query.limit, toFeed, ({ id }) => id);
    },
  );

  routes.delete(
    "/api/calendar-feeds/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Revoke a calendar feed: its address is dead at once",
        params: idParams,
        response: { 204: nothing("It is revoked"), ...problems(404, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await revokeFeed(database(), identityOf(request).ownerId, id))) throw notFound(`Calendar feed ${id}`);
      return reply.code(204).send(null);
    },
  );
}
