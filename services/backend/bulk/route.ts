import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ServiceContext } from "../../runtime/host/service";
import { createGuard } from "../../runtime/http/guard";
import { eventWriter } from "../event-writer";
import { problems } from "../schemas";
import { actOnMany } from "./act-on-many";
import { bulkSchema, outcomesSchema } from "./schemas";

const headers = z.looseObject({
  "idempotency-key": z.string().optional().describe("Makes a repeated request act on each task once only"),
});

/** The route that does one thing to many tasks. */
export function bulkRoute(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/tasks/bulk",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Complete, reopen, delete, restore, tag or move many tasks, or change their priorities or due dates",
        description:
          "Each task has an outcome and events of its own, and one that is refused takes no other with it. With an Idempotency-Key, a repeated request goes on where the first one ended.",
        headers,
        body: bulkSchema,
        response: { 200: outcomesSchema, ...problems(413, 415, 422) },
      },
    },
    async (request) => {
      const { ids, ...act } = request.body;
      const outcomes = await actOnMany(ids, {
        database,
        emitIn: eventWriter(context, request),
        identity: identityOf(request),
        key: request.headers["idempotency-key"],
        act,
        log: request.log,
      });
      relay();
      return { outcomes };
    },
  );
}
