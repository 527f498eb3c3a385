import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { TaskSnapshot } from "../contracts/task";
import { type NextInSeries, nextInSeries } from "../domain/next-in-series";
import { RecurrenceError } from "../domain/recurrence";
import { lockTask, updateTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, notFound } from "../runtime/http/problem";
import { preconditions, requireMatch, sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { once } from "./idempotency";
import { idParams, problems, taskSchema } from "./schemas";
import { withReminders } from "./task-view";

const headers = z.looseObject({
  ...preconditions,
  "idempotency-key": z.string().optional().describe("Makes a repeated request skip one occurrence only"),
});

/** The route that moves a recurring task to its next date without completing it. */
export function skipRoute(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/tasks/:id/skip",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Skip an occurrence: move a recurring task to its next date",
        description:
          "The task, its reminders and its place in the series move. With recurrence.from=completion, the date is counted from today or from the due date, whichever is later. Refused with 409: a task that does not recur, that is completed, or whose rule has ended.",
        params: idParams,
        headers,
        response: { 200: taskSchema, ...problems(404, 409, 412, 413, 414, 415, 422) },
      },
    },
    async (request, reply) => {
      const writer = eventWriter(context, request);
      const identity = identityOf(request);
      const { id } = request.params;
      const task = await database
        .transaction((tx) =>
          once(tx, identity, request.headers["idempotency-key"], { skip: id }, async () => {
            const before = await lockTask(tx, identity.ownerId, id);
            if (!before) throw notFound(`Task ${id}`);
            requireMatch(request, before.version);
            const next = { ...afterSkip(before, new Date()), snoozedUntil: null };
            return (await withReminders(tx, [await updateTask(tx, writer(tx), identity.actor, before, next)]))[0];
          }),
        )
        .catch(refuseTakenPlace);
      relay();
      return sendTask(reply, task);
    },
  );
}

/**
 * What a task is moved to. It is skipped now, or when it is due: its date moves forward.
 * @throws HttpProblem 409
 */
function afterSkip({ status, dueAt, recurrence, occurrence }: TaskSnapshot, now: Date): NextInSeries {
  if (status === "completed") throw conflict("TASK_COMPLETED", "A completed task can't be changed any more.");
  if (!recurrence || !occurrence) {
    throw conflict(
      "TASK_NOT_RECURRING",
      "The task does not recur, so it has no next date: complete it, or change its due date.",
    );
  }
  try {
    const skippedAt = new Date(Math.max(now.getTime(), dueAt === null ? 0 : Date.parse(dueAt)));
    const next = nextInSeries({ recurrence, occurrence }, skippedAt);
    if (next) return next;
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    throw conflict("RULE_BROKEN", `recurrence.${error.field}: ${error.message} Change the recurrence, then skip.`);
  }
  throw conflict(
    "RULE_ENDED",
    "The rule has ended: it gives no date after this one. Complete the task, or change its recurrence.",
  );
}

/** A task that was reopened can have a next occurrence of its own, which was changed and so was kept. */
function refuseTakenPlace(error: unknown): never {
  const isTaken = error instanceof Error && "constraint" in error && error.constraint === "tasks_one_per_occurrence";
  throw isTaken
    ? conflict("NEXT_DATE_TAKEN", "The next date is a task already: complete or delete this one instead.")
    : error;
}
