import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { lockOrder, moveTask, type Target } from "../domain/move-task";
import { lockTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, invalid, notFound } from "../runtime/http/problem";
import { preconditions, requireMatch, sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { idParams, moveTaskSchema, problems, taskSchema } from "./schemas";
import { withReminders } from "./task-view";

/** The route that gives a task another place in the owner's own order. */
export function moveRoute(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/tasks/:id/move",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Put a task before or after another in your own order (sort=manual)",
        description:
          "Until they are moved, tasks are in the order newest first. Moving a task to where it is changes nothing. Rarely, tasks around a crowded place get a new position too, and keep their order.",
        params: idParams,
        headers: z.looseObject(preconditions),
        body: moveTaskSchema,
        response: { 200: taskSchema, ...problems(404, 409, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const writer = eventWriter(context, request);
      const { ownerId, actor } = identityOf(request);
      const { id } = request.params;
      const target = targetOf(request.body);
      if (target.id === id) throw invalid(target.side, "TASK_ITSELF", "is the task itself: name another");
      const task = await database.transaction(async (tx) => {
        await lockOrder(tx, ownerId);
        const before = await lockTask(tx, ownerId, id);
        if (!before) throw notFound(`Task ${id}`);
        requireMatch(request, before.version);
        if (before.status === "completed")
          throw conflict("TASK_COMPLETED", "A completed task can't be changed any more.");
        const moved = await moveTask(tx, writer(tx), actor, before, target);
        if (moved === "no target") throw invalid(target.side, "TASK_UNKNOWN", "is no task of yours");
        if (moved === "no room")
          throw conflict("PLACE_CROWDED", "The place is too crowded: move the tasks around it apart first.");
        return (await withReminders(tx, [moved]))[0];
      });
      relay();
      return sendTask(reply, task);
    },
  );
}

/** The schema has made sure that one of both is there. */
const targetOf = ({ after, before }: z.infer<typeof moveTaskSchema>): Target =>
  after === undefined ? { id: before ?? "", side: "before" } : { id: after, side: "after" };
