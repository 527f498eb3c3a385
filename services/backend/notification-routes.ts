import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { type NotificationRow, notificationColumns, toNotification } from "./notification-row";
import { boundedPage, decodeCursor, type PageRow, toPage } from "./page";
import { listNotificationsSchema, notificationPage, problems, unreadCounted } from "./schemas";

const notifications = (condition = "true"): string =>
  boundedPage(
    `select ${notificationColumns("n")}, octet_length(n.title) as bytes from freehold.notifications n
     where n.owner_id = $1 and ($2::uuid is null or n.id < $2) and ${condition} order by n.id desc limit $3`,
    "id desc",
  );
/** By the filter `unread`. */
const statements = {
  all: notifications(),
  true: notifications("n.read_at is null"),
  false: notifications("n.read_at is not null"),
};

const unreadOf = `select count(*)::int as unread from (
  select from freehold.notifications where owner_id = $1 and read_at is null limit ${unreadCounted}) counted`;

/** What an owner was reminded of, as the service notification has written it down: it stays until the owner sees it. */
export function notificationRoutes(app: FastifyInstance, { authenticate, database }: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(authenticate);
  app.withTypeProvider<ZodTypeProvider>().get(
    "/api/notifications",
    {
      onRequest,
      schema: {
        tags: ["notifications"],
        summary: "List notifications, newest first",
        description: "They outlive their task, and are deleted after the time that notifications are kept.",
        querystring: listNotificationsSchema,
        response: { 200: notificationPage, ...problems() },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const { limit, cursor, unread } = request.query;
      const page = [ownerId, decodeCursor(cursor, z.uuid()), limit + 1];
      const { rows } = await database().query<NotificationRow & PageRow>(statements[unread ?? "all"], page);
      const counted = await database().query<{ unread: number }>(unreadOf, [ownerId]);
      return { ...toPage(rows, limit, toNotification, (row) => row.id), unread: counted.rows[0]?.unread ?? 0 };
    },
  );
}
