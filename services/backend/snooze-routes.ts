import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { snoozeTask } from "../domain/snooze";
import { type Emit, lockTask } from "../domain/tasks";
import type { Transaction } from "../runtime/database/database";
import type { ServiceContext } from "../runtime/host/service";
import type { Identity } from "../runtime/http/auth";
import { createGuard } from "../runtime/http/guard";
import { conflict, invalid, notFound } from "../runtime/http/problem";
import { schemaMessage } from "../runtime/http/schema-message";
import { sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { instant } from "./instant";
import { idParams, longestReminder, problems, taskSchema } from "./schemas";
import { withReminders } from "./task-view";

const snoozeSchema = z
  .strictObject({
    minutes: z.int().min(1).max(longestReminder).optional().describe("From now"),
    until: instant.nullable().optional().describe("null: not any more"),
  })
  .refine(({ minutes, until }) => (minutes === undefined) !== (until === undefined), {
    error: schemaMessage("NOT_NEEDED_TOGETHER", "needs either minutes or until"),
    when: ({ issues }) => issues.length === 0,
  });

/** @throws HttpProblem 400 for a time that has passed */
function timeOf({ minutes, until }: z.infer<typeof snoozeSchema>, now: Date): Date | null {
  if (minutes !== undefined) return new Date(now.getTime() + minutes * 60_000);
  if (!until) return null;
  if (Date.parse(until) <= now.getTime()) throw invalid("until", "IN_THE_PAST", "must be in the future");
  return new Date(until);
}

const schema = {
  tags: ["notifications"],
  description:
    "Reminds once more, at that time. A task has one such reminder: another snooze moves it, an edit leaves it, and completing or deleting the task withdraws it.",
  params: idParams,
  body: snoozeSchema,
  response: { 200: taskSchema, ...problems(404, 409, 413, 414, 415) },
};

/** The routes that put a reminder off. */
export function snoozeRoutes(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  const routes = app.withTypeProvider<ZodTypeProvider>();

  async function snooze(tx: Transaction, { ownerId, actor }: Identity, id: string, at: Date | null, emit: Emit) {
    const before = await lockTask(tx, ownerId, id);
    if (!before) throw notFound(`Task ${id}`);
    if (before.status === "completed")
      throw conflict("TASK_COMPLETED", "The task is completed: reopen it to be reminded of it.");
    const after = await snoozeTask(tx, emit, actor, before, at);
    return (await withReminders(tx, [after]))[0];
  }

  routes.post(
    "/api/tasks/:id/reminders/snooze",
    { onRequest, schema: { ...schema, summary: "Remind of a task once more, later" } },
    async (request, reply) => {
      const identity = identityOf(request);
      const at = timeOf(request.body, new Date());
      const { id } = request.params;
      const writer = eventWriter(context, request);
      const task = await database.transaction((tx) => snooze(tx, identity, id, at, writer(tx)));
      relay();
      return sendTask(reply, task);
    },
  );

  routes.post(
    "/api/notifications/:id/snooze",
    { onRequest, schema: { ...schema, summary: "Snooze a notification: it is read, and comes again" } },
    async (request, reply) => {
      const identity = identityOf(request);
      const at = timeOf(request.body, new Date());
      const { id } = request.params;
      const task = await database.transaction(async (tx) => {
        const { rows } = await tx.query<{ task_id: string; there: boolean }>(
          `update freehold.notifications n set read_at = coalesce(n.read_at, now()) where n.id = $1 and n.owner_id = $2
           returning n.task_id, exists (select from freehold.tasks t where t.id = n.task_id) as there`,
          [id, identity.ownerId],
        );
        const [found] = rows;
        if (!found) throw notFound(`Notification ${id}`);
        if (!found.there) throw conflict("TASK_DELETED", "Its task is deleted: restore it to be reminded of it.");
        return snooze(tx, identity, found.task_id, at, eventWriter(context, request)(tx));
      });
      relay();
      return sendTask(reply, task);
    },
  );
}
