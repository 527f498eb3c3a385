import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Note } from "../contracts/note";
import { type Recurrence, recurrenceSchema } from "../contracts/task";
import { datesInSeries } from "../domain/dates-in-series";
import { clockNotes } from "../domain/quick-add/clock-changes";
import { missingDays } from "../domain/quick-add/missing-days";
import { isSameSeries } from "../domain/recurrence";
import { firstOf, readTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { schemaMessage } from "../runtime/http/schema-message";
import { instant } from "./instant";
import { dueDate, idParams, noteSchema, problems, timeZoneName } from "./schemas";
import { changedSchedule, scope } from "./task-change";
import { refusalOf, type Schedule } from "./task-input";
import { text } from "./text";

/** Due dates that are answered. */
const shownDates = 3;

const querystring = z
  .strictObject({
    dueAt: instant.optional().describe("Default: the due date that the task has"),
    dueOn: dueDate.optional().describe("A whole day, which needs timeZone"),
    rrule: text(500).optional().describe("Another rule, which needs timeZone"),
    timeZone: timeZoneName.optional(),
    scope,
  })
  .refine(({ dueOn, rrule, timeZone }) => ((dueOn ?? rrule) === undefined) === (timeZone === undefined), {
    path: ["timeZone"],
    error: schemaMessage("NOT_NEEDED_TOGETHER", "is needed with dueOn or rrule, and only with them"),
  });

/** The route that shows what another due date or rule does to the dates that follow, before the task has it. */
export function datesRoute(app: FastifyInstance, context: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().get(
    "/api/tasks/:id/dates",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "The next due dates of a task, as if it had another due date or rule",
        params: idParams,
        querystring,
        response: {
          200: z.object({
            dates: z.array(z.iso.datetime()).describe("Up to three, if each is completed when it is due"),
            recurrence: recurrenceSchema.nullable(),
            notes: z.array(noteSchema).describe("What clock changes and missing days do to the dates"),
          }),
          ...problems(404, 414),
        },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const task = await readTask(database, ownerId, request.params.id);
      if (!task) throw notFound(`Task ${request.params.id}`);
      const { dueAt, dueOn, rrule, timeZone, scope } = request.query;
      const now = new Date();
      const { recurrence, ...changed } = changedSchedule(
        task,
        {
          dueAt,
          ...(dueOn && timeZone && { dueOn: { date: dueOn, timeZone } }),
          ...(rrule && timeZone && { recurrence: { ...task.recurrence, rrule, timeZone } }),
        },
        scope,
        now,
      );
      const goesOn = isSameSeries(task.recurrence, recurrence);
      const occurrence = changed.occurrence ?? (goesOn ? task.occurrence : firstOf({ ...changed, recurrence }));
      try {
        const dates = datesInSeries({ dueAt: changed.dueAt, recurrence, occurrence }, now, shownDates);
        const notes = recurrence ? notesOn({ ...changed, recurrence }, dates) : [];
        return { dates: dates.map((date) => date.toISOString()), recurrence, notes };
      } catch (error) {
        throw refusalOf(error);
      }
    },
  );
}

/** What a preview of quick add says of the same dates. */
function notesOn({ dueAt: at, dueZone, recurrence }: Schedule & { recurrence: Recurrence }, dates: Date[]): Note[] {
  if (!at) return [];
  const clocks = dueZone === null ? clockNotes({ at }, recurrence, recurrence.timeZone, dates) : [];
  return [...missingDays(at, recurrence), ...clocks];
}
