import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { changeItem } from "../domain/checklist";
import { lockTask, updateTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, notFound } from "../runtime/http/problem";
import { preconditions, requireMatch, sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { changeItemSchema, itemParams, problems, taskSchema } from "./schemas";
import { withReminders } from "./task-view";

/** The route that ticks one item of a checklist, for a client that does not know the others. */
export function checklistRoute(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().patch(
    "/api/tasks/:id/checklist/:itemId",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Tick or change one item of a checklist",
        description: "PATCH of the task takes the whole checklist: to add, remove or reorder items.",
        params: itemParams,
        headers: z.looseObject(preconditions),
        body: changeItemSchema,
        response: { 200: taskSchema, ...problems(404, 409, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const writer = eventWriter(context, request);
      const { ownerId, actor } = identityOf(request);
      const { id, itemId } = request.params;
      const task = await database.transaction(async (tx) => {
        const before = await lockTask(tx, ownerId, id);
        if (!before) throw notFound(`Task ${id}`);
        requireMatch(request, before.version);
        if (before.status === "completed")
          throw conflict("TASK_COMPLETED", "A completed task can't be changed any more.");
        const checklist = changeItem(before.checklist, itemId, request.body);
        if (!checklist) throw notFound(`Item ${itemId} of this checklist`);
        const isSame = JSON.stringify(checklist) === JSON.stringify(before.checklist);
        const after = isSame ? before : await updateTask(tx, writer(tx), actor, before, { checklist });
        return (await withReminders(tx, [after]))[0];
      });
      relay();
      return sendTask(reply, task);
    },
  );
}
