import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { createGuard } from "../runtime/guard";
import type { ServiceContext } from "../runtime/service";
import { decodeCursor, toPage } from "./cursor";
import { listNotificationsSchema, notificationSchema, pageOf, problemSchema } from "./schemas";

interface Row {
  id: string;
  taskId: string;
  title: string;
  dueAt: Date | null;
  minutesBefore: number;
  remindAt: Date;
  createdAt: Date;
}

const toNotification = (row: Row): z.infer<typeof notificationSchema> => ({
  ...row,
  dueAt: row.dueAt?.toISOString() ?? null,
  remindAt: row.remindAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

/** What an owner was reminded of, as the service notification has written it down: it stays when nobody was there to see it. */
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
        response: { 200: pageOf(notificationSchema), "4xx": problemSchema },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const { limit, cursor } = request.query;
      const { rows } = await database().query<Row>(
        `select id, task_id as "taskId", title, due_at as "dueAt", minutes_before as "minutesBefore",
           remind_at as "remindAt", created_at as "createdAt"
         from freehold.notifications where owner_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [ownerId, decodeCursor(cursor, z.uuid()), limit + 1],
      );
      return toPage(rows, limit, toNotification, (row) => row.id);
    },
  );
}
