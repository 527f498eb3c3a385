import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { createGuard } from "../runtime/guard";
import { notFound } from "../runtime/problem";
import type { ServiceContext } from "../runtime/service";
import { historyEntrySchema, idParams, problemSchema } from "./schemas";

interface AuditRow {
  event_id: string;
  type: string;
  actor: string;
  occurred_at: Date;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** The history of a task, as the audit consumer has written it down. It outlives the task. */
export function historyRoutes(app: FastifyInstance, { authenticate, database }: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(authenticate);
  app.withTypeProvider<ZodTypeProvider>().get(
    "/api/tasks/:id/history",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Read what happened to a task, oldest first",
        description:
          "An entry is written moments after its change. Until the first one is, the history of a task is empty, and that of a task which is deleted by then is not found (404): ask again.",
        params: idParams,
        response: { 200: z.object({ items: z.array(historyEntrySchema) }), "4xx": problemSchema },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const { id } = request.params;
      const { rows } = await database().query<AuditRow>(
        `select event_id, type, actor, occurred_at, before, after from freehold.audit_entries
         where task_id = $1 and owner_id = $2 order by occurred_at, event_id`,
        [id, ownerId],
      );
      if (rows.length === 0) {
        const known = await database().query("select from freehold.tasks where id = $1 and owner_id = $2", [
          id,
          ownerId,
        ]);
        if (known.rowCount === 0) throw notFound(`Task ${id}`);
      }
      return {
        items: rows.map(({ event_id, occurred_at, ...entry }) => ({
          eventId: event_id,
          at: occurred_at.toISOString(),
          ...entry,
        })),
      };
    },
  );
}
