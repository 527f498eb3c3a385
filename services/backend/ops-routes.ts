import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { signInTimes } from "../contracts/sign-in";
import type { ServiceContext, ServiceParts } from "../runtime/host/service";
import { requireOperator } from "../runtime/http/auth";
import { createGuard } from "../runtime/http/guard";
import { notFound } from "../runtime/http/problem";
import { readCounts } from "./ops/counts";
import { listParked, parkedPlace } from "./ops/list-parked";
import {
  consumerParams,
  countsSchema,
  historySchema,
  listParkedSchema,
  parkedPageSchema,
  pictureSchema,
} from "./ops/ops-schemas";
import { picture } from "./ops/picture";
import { ProcessFigures } from "./ops/process-figures";
import { PrometheusFigures } from "./ops/prometheus-figures";
import { recently } from "./ops/recently";
import { isConsumer } from "./ops/topology";
import { decodeCursor } from "./page";
import { problems } from "./schemas";

const tags = ["operations"];
/** Milliseconds for which all who look get the same picture. */
const sharedMs = 400;

/** What `/ops` shows. Only the routes that say so read the database: the page asks for them on a click. */
export function opsRoutes(
  app: FastifyInstance,
  { authenticate, settings, metrics, ...context }: ServiceContext,
): Required<Pick<ServiceParts, "start" | "stop">> {
  const { prometheusUrl } = settings;
  const database = context.database();
  const source = prometheusUrl ? new PrometheusFigures(prometheusUrl) : new ProcessFigures(metrics);
  const look = recently(sharedMs, () => picture(source));
  const { onRequest, identityOf } = createGuard(authenticate);
  // An open page asks every second.
  const quiet = createGuard(authenticate, signInTimes.quietLookupSeconds);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const known = (consumer: string): string => {
    if (!isConsumer(consumer)) throw notFound(`Consumer ${consumer}`);
    return consumer;
  };

  routes.get(
    "/api/operator/ops",
    {
      onRequest: quiet.onRequest,
      schema: {
        tags,
        summary: "See services, topics and consumers as they are now",
        description: "Reads no database. Poll it once a second.",
        response: { 200: pictureSchema, ...problems() },
      },
    },
    async (request) => {
      requireOperator(quiet.identityOf(request));
      return look();
    },
  );

  routes.get(
    "/api/operator/ops/counts",
    {
      onRequest,
      schema: {
        tags,
        summary: "Count what only the database knows",
        description: "Wakes a database that sleeps: size, outbox, parked events, dead letters, the next reminder.",
        response: { 200: countsSchema, ...problems() },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      return readCounts(database);
    },
  );

  routes.get(
    "/api/operator/ops/consumers/:consumer/history",
    {
      onRequest: quiet.onRequest,
      schema: {
        tags,
        summary: "Plot the last hour of a consumer",
        description: "Reads no database.",
        params: consumerParams,
        response: { 200: historySchema, ...problems(404, 414) },
      },
    },
    async (request) => {
      requireOperator(quiet.identityOf(request));
      const points = await source.history(known(request.params.consumer));
      return {
        points: points.map(({ at, applied, p50, p99 }) => ({
          ...{ at: new Date(at).toISOString(), appliedPerSecond: applied, p50Seconds: p50, p99Seconds: p99 },
        })),
      };
    },
  );

  routes.get(
    "/api/operator/ops/consumers/:consumer/parked",
    {
      onRequest,
      schema: {
        tags,
        summary: "List the parked events of a consumer, those due first",
        description: "Wakes a database that sleeps. A side effect is named as notification%2Fwebhook.",
        params: consumerParams,
        querystring: listParkedSchema,
        response: { 200: parkedPageSchema, ...problems(404, 414) },
      },
    },
    async (request) => {
      requireOperator(identityOf(request));
      const { limit, cursor } = request.query;
      const after = decodeCursor(cursor, parkedPlace);
      return listParked(database, known(request.params.consumer), { limit, after });
    },
  );

  return { start: () => source.start(), stop: async () => source.stop() };
}
