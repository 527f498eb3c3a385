import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { boundedPage, decodeCursor, type PageRow, toPage } from "./page";
import { listNotificationsSchema, notificationSchema, pageOf, problems } from "./schemas";

interface Row extends PageRow {
  id: string;
  taskId: string;
  title: string;
  dueAt: Date | null;
  minutesBefore: number;
  remindAt: Date;
  createdAt: Date;
}

const notifications = boundedPage(
  `select id, task_id as "taskId", title, due_at as "dueAt", minutes_before as "minutesBefore",
     remind_at as "remindAt", created_at as "createdAt", octet_length(title) as bytes
   from freehold.notifications where owner_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
  "id desc",
);

const toNotification = ({ id, taskId, title, minutesBefore, ...times }: Row): z.infer<typeof notificationSchema> => ({
  id,
  taskId,
  title,
  dueAt: times.dueAt?.toISOString() ?? null,
  minutesBefore,
  remindAt: times.remindAt.toISOString(),
  createdAt: times.createdAt.toISOString(),
});

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
        response: { 200: pageOf(notificationSchema), ...problems() },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const { limit, cursor } = request.query;
      const { rows } = await database().query<Row>(notifications, [ownerId, decodeCursor(cursor, z.uuid()), limit + 1]);
      return toPage(rows, limit, toNotification, (row) => row.id);
    },
  );
}
