import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { toQuickAdd } from "./quick-add-input";
import { quickAddPreviewSchema, quickAddQuery, quickAddSchema } from "./quick-add-schemas";
import { problems, taskSchema } from "./schemas";
import { createTask, creationHeaders, sendNewTask } from "./task-creation";

/** The route that makes a task of words. A preview asks nothing of the database, which may go on sleeping. */
export function quickAddRoute(app: FastifyInstance, context: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(context.authenticate);
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/quick-add",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Create a task from words, or preview it",
        description:
          "Reads a due date, a repetition, reminders, #tags and !priority out of the text; the rest is the title, as is what stands in double quotes. The task is checked as by POST /api/tasks, and a refusal names the field of the task.",
        querystring: quickAddQuery,
        headers: creationHeaders,
        body: quickAddSchema,
        response: { 200: quickAddPreviewSchema, 201: taskSchema, ...problems(409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const { body, headers, query } = request;
      const { task, preview } = toQuickAdd(body, new Date());
      if (query.preview === "true") return reply.code(200).send(preview);
      return sendNewTask(reply, await createTask(context, identityOf(request), headers, body, task));
    },
  );
}
