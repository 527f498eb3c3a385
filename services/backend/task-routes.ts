import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { v7 as uuidv7 } from "uuid";
import * as z from "zod";
import { withIds } from "../domain/checklist";
import { discardTask } from "../domain/deleted-tasks";
import { inFreePlace } from "../domain/occurrence-rows";
import { completeTask, lockTask, updateTask } from "../domain/tasks";
import { viewOf } from "../domain/views";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, notFound } from "../runtime/http/problem";
import { cacheValidators, etagOf, isKnown, preconditions, requireMatch, sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { requireList } from "./require-list";
import { changeTaskSchema, createTaskSchema, idParams, nothing, pageOf, problems, taskSchema } from "./schemas";
import { changedSchedule, scope } from "./task-change";
import { createTask, creationHeaders, sendNewTask } from "./task-creation";
import { checkSchedule, givenDue } from "./task-input";
import { listTasks } from "./task-list";
import { listTasksSchema } from "./task-list-schemas";
import { withReminders } from "./task-view";

const tags = ["tasks"];
const change = z.looseObject(preconditions);
const reading = z.looseObject(cacheValidators);

/** The routes that make, change and read tasks. Each change and its event are one transaction. */
export function taskRoutes(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/api/tasks",
    {
      onRequest,
      schema: {
        tags,
        summary: "Create a task",
        headers: creationHeaders,
        body: createTaskSchema,
        response: { 201: taskSchema, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      const { body } = request;
      const schedule = checkSchedule(
        {
          ...givenDue(body),
          remindMinutes: body.reminders,
          recurrence: body.recurrence ?? null,
        },
        new Date(),
      );
      const { title, priority, tags, listId } = body;
      const checklist = withIds(body.checklist ?? [], uuidv7);
      const task = { title, description: body.description ?? null, priority, tags, listId, checklist, ...schedule };
      return sendNewTask(reply, await createTask(context, identity, request.headers, body, task));
    },
  );

  routes.get(
    "/api/tasks",
    {
      onRequest,
      schema: {
        tags,
        summary: "List your tasks, newest first unless sort says otherwise",
        querystring: listTasksSchema,
        response: { 200: pageOf(taskSchema), ...problems() },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const { view, timeZone, ...filters } = request.query;
      return listTasks(database, ownerId, { ...filters, ...(view && timeZone && viewOf(view, timeZone, new Date())) });
    },
  );

  routes.get(
    "/api/tasks/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Read a task",
        params: idParams,
        headers: reading,
        response: { 200: taskSchema, 304: nothing("You have it already"), ...problems(404, 414) },
      },
    },
    async (request, reply) => {
      const { ownerId } = identityOf(request);
      const { items } = await listTasks(database, ownerId, { id: request.params.id, limit: 1 });
      const [task] = items;
      if (!task) throw notFound(`Task ${request.params.id}`);
      const etag = etagOf(task);
      reply.header("etag", etag);
      return isKnown(request, etag) ? reply.code(304).send(null) : reply.send(task);
    },
  );

  routes.patch(
    "/api/tasks/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Change a task",
        params: idParams,
        headers: change,
        querystring: z.strictObject({ scope }),
        body: changeTaskSchema,
        response: { 200: taskSchema, ...problems(404, 409, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const { reminders, dueAt, dueOn, recurrence, checklist, ...plain } = request.body;
      const task = await database.transaction(async (tx) => {
        await requireList(tx, ownerId, plain.listId);
        const before = await lockTask(tx, ownerId, request.params.id);
        if (!before) throw notFound(`Task ${request.params.id}`);
        requireMatch(request, before.version);
        if (before.status === "completed")
          throw conflict("TASK_COMPLETED", "A completed task can't be changed any more.");
        const changed = changedSchedule(
          before,
          { dueAt, dueOn, reminders, recurrence },
          request.query.scope,
          new Date(),
        );
        const schedule = await inFreePlace(tx, before.id, changed);
        const after = await updateTask(tx, eventWriter(context, request)(tx), actor, before, {
          ...plain,
          ...(checklist && { checklist: withIds(checklist, uuidv7) }),
          ...schedule,
        });
        return (await withReminders(tx, [after]))[0];
      });
      relay();
      return sendTask(reply, task);
    },
  );

  routes.delete(
    "/api/tasks/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Delete a task; a series ends with it, its history stays, and it can be restored",
        params: idParams,
        headers: change,
        response: { 204: nothing("It is deleted"), ...problems(404, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      await database.transaction(async (tx) => {
        const before = await lockTask(tx, ownerId, request.params.id);
        if (!before) throw notFound(`Task ${request.params.id}`);
        requireMatch(request, before.version);
        await discardTask(tx, eventWriter(context, request)(tx), actor, before);
      });
      relay();
      return reply.code(204).send(null);
    },
  );

  routes.post(
    "/api/tasks/:id/complete",
    {
      onRequest,
      schema: {
        tags,
        summary: "Complete a task; the next occurrence of a recurring one is created",
        description: "Completing a task a second time changes nothing.",
        params: idParams,
        headers: change,
        response: { 200: taskSchema, ...problems(404, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const task = await database.transaction(async (tx) => {
        const before = await lockTask(tx, ownerId, request.params.id);
        if (!before) throw notFound(`Task ${request.params.id}`);
        requireMatch(request, before.version);
        const done =
          before.status === "completed"
            ? before
            : await completeTask(tx, eventWriter(context, request)(tx), actor, before);
        return (await withReminders(tx, [done]))[0];
      });
      relay();
      return sendTask(reply, task);
    },
  );
}
