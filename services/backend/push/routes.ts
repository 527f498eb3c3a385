import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { v7 as uuidv7 } from "uuid";
import { mostPushSubscriptions } from "../../contracts/web-push";
import {
  deleteSubscription,
  type ListedSubscription,
  listSubscriptions,
  moveSubscription,
  noteTest,
  putSubscription,
} from "../../domain/push/subscriptions";
import { publicKeyOf } from "../../domain/push/vapid-keys";
import type { ServiceContext } from "../../runtime/host/service";
import { createGuard } from "../../runtime/http/guard";
import { conflict, notFound } from "../../runtime/http/problem";
import { type definition, environment } from "../definition";
import { eventWriter } from "../event-writer";
import { idParams, nothing, problems } from "../schemas";
import { pushAddressSchema, putSubscriptionSchema, subscriptionSchema, subscriptionsSchema } from "./schemas";

const tags = ["notifications"];

const toListed = ({ createdAt, ...subscription }: ListedSubscription) => ({
  ...subscription,
  createdAt: createdAt.toISOString(),
});

const pushOff = () => conflict("PUSH_OFF", "The operator has turned push off.");

/** The routes by which owners say which of their browsers show notifications. */
export function pushRoutes(app: FastifyInstance, context: ServiceContext<typeof definition.settings>): void {
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const { database, own } = context;
  const publicKey = own.pushPublicKey === undefined ? null : publicKeyOf(own.pushPublicKey, environment.pushPublicKey);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/push-subscriptions",
    {
      onRequest,
      schema: {
        tags,
        summary: "List the browsers that show your notifications, newest first",
        response: { 200: subscriptionsSchema, ...problems() },
      },
    },
    async (request) => {
      if (publicKey === null) return { publicKey, items: [] };
      const subscriptions = await listSubscriptions(database(), identityOf(request).ownerId, publicKey);
      return { publicKey, items: subscriptions.map(toListed) };
    },
  );

  routes.put(
    "/api/push-subscriptions",
    {
      onRequest,
      schema: {
        tags,
        summary: "Show your notifications in a browser",
        description: `The same browser again is renewed. Up to ${mostPushSubscriptions}. Its address and keys are in no answer.`,
        body: putSubscriptionSchema,
        response: { 200: subscriptionSchema, ...problems(409, 413, 415) },
      },
    },
    async (request) => {
      const { endpoint, keys, name } = request.body;
      if (publicKey === null) throw pushOff();
      const address = { endpoint, ...keys };
      const put = await putSubscription(database(), { owner: identityOf(request), name, address, publicKey });
      if (!put)
        throw conflict(
          "TOO_MANY_BROWSERS",
          `You have ${mostPushSubscriptions} browsers, the most that one owner may have: remove one.`,
          { most: mostPushSubscriptions },
        );
      return toListed(put);
    },
  );

  routes.put(
    "/api/push-subscriptions/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Tell the new address of a browser",
        description: "For its service worker, when the browser renews the subscription. The old address is forgotten.",
        params: idParams,
        body: pushAddressSchema,
        response: { 200: subscriptionSchema, ...problems(404, 409, 413, 414, 415) },
      },
    },
    async (request) => {
      if (publicKey === null) throw pushOff();
      const { ownerId, actor } = identityOf(request);
      const { id } = request.params;
      const { endpoint, keys } = request.body;
      const address = { endpoint, ...keys };
      const moved = await moveSubscription(database(), id, { owner: { ownerId, actor }, address, publicKey });
      if (!moved) throw notFound(`Push subscription ${id}`);
      return toListed(moved);
    },
  );

  routes.post(
    "/api/push-subscriptions/:id/test",
    {
      onRequest,
      schema: {
        tags,
        summary: "Send a test to a browser",
        description: "At once, in quiet hours too.",
        params: idParams,
        response: { 204: nothing("It is on its way"), ...problems(404, 409, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const { id } = request.params;
      const write = eventWriter(context, request);
      await database().transaction(async (tx) => {
        const noted = await noteTest(tx, ownerId, id);
        if (!noted) throw notFound(`Push subscription ${id}`);
        if (noted === "soon")
          throw conflict("TESTED_JUST_NOW", "This browser was tested a moment ago: wait ten seconds.", { seconds: 10 });
        const data = { subscriptionId: id };
        // A subject of its own: tests wait for no other event.
        write(tx)({ type: "freehold.push.requested.v1", subject: uuidv7(), ownerId, actor, data });
      });
      context.relay();
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    "/api/push-subscriptions/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Show no more notifications in a browser",
        params: idParams,
        response: { 204: nothing("It is removed"), ...problems(404, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await deleteSubscription(database(), identityOf(request).ownerId, id)))
        throw notFound(`Push subscription ${id}`);
      return reply.code(204).send(null);
    },
  );
}
