import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { restorableDays } from "../contracts/retention";
import { taskSnapshotSchema } from "../contracts/task";
import { asTaskRow, isRestorable, lockDeletedTasks, restoreTask } from "../domain/deleted-tasks";
import { type TaskRow, toSnapshot } from "../domain/task-row";
import { lockTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, notFound } from "../runtime/http/problem";
import { sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { boundedPage, decodeCursor, type PageRow, timePlace, toPage } from "./page";
import { cursor, idParams, limit, pageOf, problems, taskSchema } from "./schemas";
import { withReminders } from "./task-view";

const listDeletedSchema = z.strictObject({ limit, cursor });
export const deletedTaskSchema = taskSnapshotSchema.extend({
  recurrence: taskSchema.shape.recurrence,
  deletedAt: z.iso.datetime(),
  deletedBy: z.string().describe("The user who deleted it"),
  restorableUntil: z.iso.datetime().describe("After this it can't be restored"),
});

interface DeletedRow extends TaskRow, PageRow {
  deleted_at: Date;
  deleted_by: string;
  micros: number;
}

const deletedTasks = boundedPage(
  `select t.*, d.deleted_at, d.actor as deleted_by, (extract(epoch from d.deleted_at) * 1000000)::bigint as micros,
     octet_length(d.task::text) as bytes
   from freehold.deleted_tasks d ${asTaskRow}
   where d.owner_id = $1 and ${isRestorable}
     and ($2::bigint is null or (d.deleted_at, d.id) < ('epoch'::timestamptz + $2 * interval '1 microsecond', $3::uuid))
   order by d.deleted_at desc, d.id desc limit $4`,
  "deleted_at desc, id desc",
);

const toDeletedTask = ({ deleted_at, deleted_by, ...row }: DeletedRow): z.infer<typeof deletedTaskSchema> => ({
  ...toSnapshot(row),
  deletedAt: deleted_at.toISOString(),
  deletedBy: deleted_by,
  restorableUntil: new Date(deleted_at.getTime() + restorableDays * 86_400_000).toISOString(),
});

/** The refusal to restore a task of a series whose place is taken. */
export const placeIsTaken = () =>
  conflict("OCCURRENCE_TAKEN", "Its occurrence of the series is another task by now: delete that one first.");

/** The routes of deleted tasks, which can be restored for a while. */
export function deletedTaskRoutes(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/tasks/trash",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "List your deleted tasks, last deleted first",
        description: `Each can be restored for ${restorableDays} days.`,
        querystring: listDeletedSchema,
        response: { 200: pageOf(deletedTaskSchema), ...problems() },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const [micros, id] = decodeCursor(request.query.cursor, timePlace) ?? [];
      const { limit: most } = request.query;
      const { rows } = await database.query<DeletedRow>(deletedTasks, [ownerId, micros, id, most + 1]);
      return toPage(rows, most, toDeletedTask, (row) => [row.micros, row.id]);
    },
  );

  routes.post(
    "/api/tasks/:id/restore",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Restore a deleted task, with the reminders that are still ahead",
        description: `Possible for ${restorableDays} days. Restoring a task that is not deleted changes nothing.`,
        params: idParams,
        response: { 200: taskSchema, ...problems(404, 409, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const { id } = request.params;
      const writer = eventWriter(context, request);
      const task = await database.transaction(async (tx) => {
        const [deleted] = await lockDeletedTasks(tx, ownerId, [id]);
        const restored = deleted ? await restoreTask(tx, writer(tx), actor, deleted) : await lockTask(tx, ownerId, id);
        if (!restored) throw deleted ? placeIsTaken() : notFound(`Task ${id}`);
        return (await withReminders(tx, [restored]))[0];
      });
      relay();
      return sendTask(reply, task);
    },
  );
}
