import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { lockTask, reopenTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { preconditions, requireMatch, sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { idParams, problems, taskSchema } from "./schemas";
import { withReminders } from "./task-view";

/** The route that undoes a completion. */
export function reopenRoute(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/tasks/:id/reopen",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Reopen a completed task; its reminders are set again",
        description:
          "The next occurrence of a recurring task is withdrawn, unless it was changed or completed. Reopening an open task changes nothing.",
        params: idParams,
        headers: z.looseObject(preconditions),
        response: { 200: taskSchema, ...problems(404, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const writer = eventWriter(context, request);
      const task = await database.transaction(async (tx) => {
        const before = await lockTask(tx, ownerId, request.params.id);
        if (!before) throw notFound(`Task ${request.params.id}`);
        requireMatch(request, before.version);
        const open = before.status === "open" ? before : await reopenTask(tx, writer(tx), actor, before);
        return (await withReminders(tx, [open]))[0];
      });
      relay();
      return sendTask(reply, task);
    },
  );
}
