import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { type NotificationRow, notificationColumns, toNotification } from "./notification-row";
import { idParams, notificationSchema, problems } from "./schemas";

/** Notifications that one request marks at most. */
const mostAtOnce = 1_000;

const readAllSchema = z.strictObject({ upTo: z.uuid().describe("The newest notification that you have seen") });
const readAllAnswer = z.object({
  read: z.int().describe("How many were unread"),
  more: z.boolean().describe(`Whether older ones are left, after ${mostAtOnce}: ask again`),
});

/** The routes that mark notifications as read. Open pages of the owner hear of it. */
export function notificationReadRoutes(app: FastifyInstance, context: ServiceContext): void {
  const { emit, relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/api/notifications/:id/read",
    {
      onRequest,
      schema: {
        tags: ["notifications"],
        summary: "Mark a notification as read",
        description: "Reading it a second time changes nothing.",
        params: idParams,
        response: { 200: notificationSchema, ...problems(404, 413, 414, 415) },
      },
    },
    async (request) => {
      const { ownerId, actor } = identityOf(request);
      const { id } = request.params;
      const notification = await database.transaction(async (tx) => {
        const { rows } = await tx.query<NotificationRow & { isNew: boolean }>(
          `with before as (
             select id, read_at from freehold.notifications where id = $1 and owner_id = $2 for update
           )
           update freehold.notifications n set read_at = coalesce(n.read_at, now()) from before where n.id = before.id
           returning before.read_at is null as "isNew", ${notificationColumns("n")}`,
          [id, ownerId],
        );
        const [row] = rows;
        if (!row) throw notFound(`Notification ${id}`);
        const data = { notificationId: id, andOlder: false };
        if (row.isNew) emit(tx, { type: "freehold.task-update.read.v1", subject: id, ownerId, actor, data });
        return toNotification(row);
      });
      relay();
      return notification;
    },
  );

  routes.post(
    "/api/notifications/read",
    {
      onRequest,
      schema: {
        tags: ["notifications"],
        summary: "Mark a notification and all older ones as read",
        body: readAllSchema,
        response: { 200: readAllAnswer, ...problems(413, 415) },
      },
    },
    async (request) => {
      const { ownerId, actor } = identityOf(request);
      const { upTo } = request.body;
      const answer = await database.transaction(async (tx) => {
        const { rowCount } = await tx.query(
          `update freehold.notifications set read_at = now() where id = any(array(
             select id from freehold.notifications where owner_id = $1 and read_at is null and id <= $2
             order by id desc limit ${mostAtOnce} for update))`,
          [ownerId, upTo],
        );
        const read = rowCount ?? 0;
        const data = { notificationId: upTo, andOlder: true };
        if (read > 0) emit(tx, { type: "freehold.task-update.read.v1", subject: upTo, ownerId, actor, data });
        return { read, more: read === mostAtOnce };
      });
      relay();
      return answer;
    },
  );
}
