import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { boundedPage, decodeCursor, type PageRow, timePlace, toPage } from "./page";
import { historyEntrySchema, idParams, listHistorySchema, pageOf, problems } from "./schemas";

interface AuditRow extends PageRow {
  event_id: string;
  type: string;
  actor: string;
  occurred_at: Date;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  micros: number;
}

const entries = boundedPage(
  `select event_id, type, actor, occurred_at, before, after, (extract(epoch from occurred_at) * 1000000)::bigint as micros,
     coalesce(octet_length(before::text), 0) + coalesce(octet_length(after::text), 0) as bytes
   from freehold.audit_entries
   where task_id = $1 and owner_id = $2
     and ($3::bigint is null or (occurred_at, event_id) > ('epoch'::timestamptz + $3 * interval '1 microsecond', $4::uuid))
   order by occurred_at, event_id limit $5`,
  "occurred_at, event_id",
);

const toEntry = ({ event_id, type, actor, occurred_at, before, after }: AuditRow) => ({
  eventId: event_id,
  type,
  actor,
  at: occurred_at.toISOString(),
  before,
  after,
});

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
          "A page ends early when its entries are large. An entry is written moments after its change. Until the first one is, the history of a task is empty, and that of a task which is deleted by then is not found (404): ask again.",
        params: idParams,
        querystring: listHistorySchema,
        response: { 200: pageOf(historyEntrySchema), ...problems(404, 414) },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      const { id } = request.params;
      const { limit, cursor } = request.query;
      const [micros, eventId] = decodeCursor(cursor, timePlace) ?? [];
      const { rows } = await database().query<AuditRow>(entries, [id, ownerId, micros, eventId, limit + 1]);
      if (rows.length === 0 && cursor === undefined) {
        const known = await database().query("select from freehold.tasks where id = $1 and owner_id = $2", [
          id,
          ownerId,
        ]);
        if (known.rowCount === 0) throw notFound(`Task ${id}`);
      }
      return toPage(rows, limit, toEntry, (row) => [row.micros, row.event_id]);
    },
  );
}
