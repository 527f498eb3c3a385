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
          "Takes due date, repetition, reminders, #tags and !priority from the text. The rest is the title; words in double quotes stay in it. The task is checked like one of POST /api/tasks, and a refusal names its field.",
        querystring: quickAddQuery,
        headers: creationHeaders,
        body: quickAddSchema,
        response: { 200: quickAddPreviewSchema, 201: taskSchema, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { headers, query } = request;
      // A text that waited without a network is repeated with its time, which the first try did not have.
      const { saidAt, ...body } = request.body;
      const { task, preview } = toQuickAdd(body, earliest(saidAt));
      if (query.preview === "true") return reply.code(200).send(preview());
      return sendNewTask(reply, await createTask(context, identityOf(request), headers, body, task));
    },
  );
}

/** Now, unless it was said earlier: a client's clock may be ahead. */
const earliest = (saidAt: string | undefined): Date =>
  new Date(Math.min(Date.now(), saidAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(saidAt)));
