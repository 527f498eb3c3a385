import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { replayHours } from "../contracts/topics";
import { replayDeadLetter } from "../runtime/consumer/replay";
import type { ServiceContext } from "../runtime/host/service";
import { requireOperator } from "../runtime/http/auth";
import { createGuard } from "../runtime/http/guard";
import { conflict, notFound } from "../runtime/http/problem";
import { boundedPage, decodeCursor, type PageRow, toPage } from "./page";
import { deadLetterSchema, idParams, listDeadLettersSchema, pageOf, problems } from "./schemas";

const tags = ["operations"];
const columns = `id, consumer, topic, event_id as "eventId", type, subject, owner_id as "ownerId", actor, code, reason,
  retries, replayable, status, first_failed_at as "firstFailedAt", dead_at as "deadAt", replayed_at as "replayedAt", event`;

type DeadLetter = z.infer<typeof deadLetterSchema>;
type Row = Omit<DeadLetter, "firstFailedAt" | "deadAt" | "replayedAt"> & {
  firstFailedAt: Date;
  deadAt: Date;
  replayedAt: Date | null;
};

const letters = boundedPage(
  `select ${columns}, octet_length(event::text) + octet_length(reason) as bytes from freehold.dead_letters
   where ($1::text is null or consumer = $1) and ($2::text is null or topic = $2)
     and ($3::text is null or status = $3) and ($4::uuid is null or id < $4)
   order by id desc limit $5`,
  "id desc",
);

const toDeadLetter = (row: Row): DeadLetter => ({
  ...row,
  firstFailedAt: row.firstFailedAt.toISOString(),
  deadAt: row.deadAt.toISOString(),
  replayedAt: row.replayedAt?.toISOString() ?? null,
});

/** The routes of operators: what consumers have given up on, of all owners, and how to try it again. */
export function deadLetterRoutes(app: FastifyInstance, { authenticate, relay, ...context }: ServiceContext): void {
  const database = context.database();
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/dead-letters",
    {
      onRequest,
      schema: {
        tags,
        summary: "List dead letters, newest first",
        querystring: listDeadLettersSchema,
        response: { 200: pageOf(deadLetterSchema), ...problems() },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const { consumer, topic, status, limit, cursor } = request.query;
      const after = decodeCursor(cursor, z.uuid());
      const { rows } = await database.query<Row & PageRow>(letters, [consumer, topic, status, after, limit + 1]);
      return toPage(rows, limit, toDeadLetter, (row) => row.id);
    },
  );

  routes.post(
    "/api/dead-letters/:id/replay",
    {
      onRequest,
      schema: {
        tags,
        summary: "Give a dead letter to its consumer again",
        description: "The consumer applies it once, however often it is replayed.",
        params: idParams,
        response: { 202: deadLetterSchema, ...problems(404, 409, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      requireOperator(identityOf(request));
      const { id } = request.params;
      const letter = await database.transaction(async (tx) => {
        const result = await replayDeadLetter(tx, id);
        if (result === "unknown") throw notFound(`Dead letter ${id}`);
        if (result === "not replayable") {
          throw conflict(
            "This delivery was no event of the platform, so there is nothing to give to its consumer again.",
          );
        }
        if (result === "too old") {
          throw conflict(
            `It failed more than ${replayHours} hours ago: other consumers may have forgotten that they had the event, and ` +
              `would apply it again. An operator can insist: npx freehold dlq replay ${id} --force`,
          );
        }
        const { rows } = await tx.query<Row>(`select ${columns} from freehold.dead_letters where id = $1`, [id]);
        return rows[0];
      });
      relay();
      if (!letter) throw notFound(`Dead letter ${id}`);
      return reply.code(202).send(toDeadLetter(letter));
    },
  );
}
