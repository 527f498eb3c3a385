import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { hasDeadLetters } from "./dead-letters/has-dead-letters";
import { problems } from "./schemas";
import { viewsQuery, viewsSchema } from "./task-list-schemas";
import { countViews } from "./view-counts";

/** The route that counts what each view of the page has. */
export function viewsRoute(app: FastifyInstance, { authenticate, database }: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(authenticate);
  app.withTypeProvider<ZodTypeProvider>().get(
    "/api/views",
    {
      onRequest,
      schema: {
        tags: ["tasks"],
        summary: "Count your open tasks by view, list and tag",
        description: "Days are those of timeZone: what is due today is overdue from midnight on.",
        querystring: viewsQuery,
        response: { 200: viewsSchema, ...problems() },
      },
    },
    async (request) => {
      const { ownerId, operator } = identityOf(request);
      const [counts, deadLetters] = await Promise.all([
        countViews(database(), ownerId, request.query.timeZone, new Date()),
        operator ? hasDeadLetters(database()) : undefined,
      ]);
      return { ...counts, deadLetters };
    },
  );
}
