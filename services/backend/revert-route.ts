import { isDeepStrictEqual } from "node:util";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { TaskSnapshot } from "../contracts/task";
import { lockListForUse } from "../domain/lists";
import { editable, lockTask, type TaskChanges, updateTask } from "../domain/tasks";
import type { Sql } from "../runtime/database/database";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, invalid, notFound } from "../runtime/http/problem";
import { preconditions, requireMatch, sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { idParams, problems, taskSchema } from "./schemas";
import { taskAtVersion } from "./task-at-version";
import { withReminders } from "./task-view";

const revertSchema = z.strictObject({ version: z.int().min(1).max(2_147_483_647) });

/** The route that undoes edits. */
export function revertRoute(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/tasks/:id/revert",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Set a task's fields back to what they were at a version, as a new change",
        description:
          "Fields, reminders, recurrence and the place in a series, by the history; whether the task is done stays. Refused with 409: a completed task, and a version that is not in the history yet or any more.",
        params: idParams,
        headers: z.looseObject(preconditions),
        body: revertSchema,
        response: { 200: taskSchema, ...problems(404, 409, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const writer = eventWriter(context, request);
      const { ownerId, actor } = identityOf(request);
      const { id } = request.params;
      const { version } = request.body;
      const task = await database
        .transaction(async (tx) => {
          const found = await taskAtVersion(tx, { id, ownerId }, version);
          const then = found && (await inList(tx, ownerId, found));
          const before = await lockTask(tx, ownerId, id);
          if (!before) throw notFound(`Task ${id}`);
          requireMatch(request, before.version);
          if (version > before.version)
            throw invalid("version", "VERSION_UNKNOWN", `the task is at version ${before.version}`, {
              version: before.version,
            });
          if (before.status === "completed")
            throw conflict("TASK_COMPLETED", "A completed task can't be changed any more.");
          if (!then && version < before.version) throw notTold(version);
          const changes = version < before.version && then ? changesTo(then) : {};
          const isSame = isDeepStrictEqual({ ...changesTo(before), ...changes }, changesTo(before));
          const after = isSame ? before : await updateTask(tx, writer(tx), actor, before, changes);
          return (await withReminders(tx, [after]))[0];
        })
        .catch(refuseTakenPlace);
      relay();
      return sendTask(reply, task);
    },
  );
}

/** What makes a task what it was then; a field that the history of that time does not know stays. */
function changesTo(then: TaskSnapshot): TaskChanges {
  const fields = Object.entries({ ...editable(then), occurrence: then.occurrence ?? undefined });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** In the default list, where its list is gone. The list is locked before the task: who deletes it does the same. */
async function inList(tx: Sql, ownerId: string, then: TaskSnapshot): Promise<TaskSnapshot> {
  return !then.listId || (await lockListForUse(tx, ownerId, then.listId)) ? then : { ...then, listId: null };
}

const notTold = (version: number) =>
  conflict(
    "VERSION_NOT_TOLD",
    `Version ${version} is not in the history: it is written moments after a change, and kept for a while. Try again, or change the fields.`,
    { version },
  );

/** Another task may have the place in the series by now. */
function refuseTakenPlace(error: unknown): never {
  const isTaken = error instanceof Error && "constraint" in error && error.constraint === "tasks_one_per_occurrence";
  throw isTaken
    ? conflict("OCCURRENCE_TAKEN", "Its place in the series is another task by now: delete that one first.")
    : error;
}
