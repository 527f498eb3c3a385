import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { recurrenceSchema } from "../contracts/task";
import { datesInSeries } from "../domain/dates-in-series";
import { readTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { schemaMessage } from "../runtime/http/schema-message";
import { instant } from "./instant";
import { dueDate, idParams, problems, timeZoneName } from "./schemas";
import { changedSchedule, scope } from "./task-change";
import { refusalOf } from "./task-input";

/** Due dates that are answered. */
const shownDates = 3;

const querystring = z
  .strictObject({
    dueAt: instant.optional().describe("Default: the due date that the task has"),
    dueOn: dueDate.optional().describe("A whole day, which needs timeZone"),
    timeZone: timeZoneName.optional(),
    scope,
  })
  .refine(({ dueOn, timeZone }) => (dueOn === undefined) === (timeZone === undefined), {
    path: ["timeZone"],
    error: schemaMessage("NOT_NEEDED_TOGETHER", "is needed with dueOn, and only with it"),
  });

/** The route that shows what a moved due date does to the dates that follow, before it is moved. */
export function datesRoute(app: FastifyInstance, context: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().get(
    "/api/tasks/:id/dates",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "The next due dates of a task, as if it had another due date",
        params: idParams,
        querystring,
        response: {
          200: z.object({
            dates: z.array(z.iso.datetime()).describe("Up to three, if each is completed when it is due"),
            recurrence: recurrenceSchema.nullable(),
          }),
          ...problems(404, 414),
        },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const task = await readTask(database, ownerId, request.params.id);
      if (!task) throw notFound(`Task ${request.params.id}`);
      const { dueAt, dueOn, timeZone, scope } = request.query;
      const now = new Date();
      const { recurrence, ...changed } = changedSchedule(
        task,
        { dueAt, ...(dueOn && timeZone && { dueOn: { date: dueOn, timeZone } }) },
        scope,
        now,
      );
      const occurrence = changed.occurrence ?? task.occurrence;
      try {
        const dates = datesInSeries({ dueAt: changed.dueAt, recurrence, occurrence }, now, shownDates);
        return { dates: dates.map((date) => date.toISOString()), recurrence };
      } catch (error) {
        throw refusalOf(error);
      }
    },
  );
}
