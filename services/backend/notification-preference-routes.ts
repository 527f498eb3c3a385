import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { v7 as uuidv7 } from "uuid";
import * as z from "zod";
import { operatorsChannels } from "../contracts/notification-channels";
import {
  noteChannelTest,
  readPreferences,
  channelTestPauseSeconds as seconds,
  writePreferences,
} from "../domain/notification-preferences";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict } from "../runtime/http/problem";
import { schemaMessage } from "../runtime/http/schema-message";
import { eventWriter } from "./event-writer";
import { nothing, problems, timeZoneName } from "./schemas";

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
    error: schemaMessage("NOT_A_LOCAL_TIME", "must be a local time such as 22:00"),
  })
  .describe("Local time, as 22:00");
const quietHours = z
  .strictObject({ from: time, until: time, timeZone: timeZoneName })
  .refine(({ from, until }) => from !== until, {
    path: ["until"],
    error: schemaMessage("SAME_TIME", "must be another time than from"),
  });
const channels = {
  inApp: z.boolean().describe("Listed, and shown on open pages; at once, in quiet hours too"),
  email: z.boolean(),
  webhook: z.boolean(),
};
const push = z.boolean().describe("In the browsers that you have subscribed");
const changeSchema = z.strictObject({
  ...channels,
  push: push.optional().describe("Left out: as it is"),
  quietHours: quietHours
    .nullable()
    .describe("All but inApp wait for their end; from 22:00 until 07:00 goes over midnight"),
});
export const preferencesSchema = z.object({
  ...channels,
  push,
  quietHours: z.object({ from: time, until: time, timeZone: z.string() }).nullable(),
});

/** The routes by which owners say how they want to be notified. */
export function notificationPreferenceRoutes(app: FastifyInstance, context: ServiceContext): void {
  const { authenticate, database } = context;
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const tags = ["notifications"];

  routes.get(
    "/api/notifications/preferences",
    {
      onRequest,
      schema: {
        tags,
        summary: "Read how you are notified",
        description: "E-mail and webhook are those that the operator has set up.",
        response: { 200: preferencesSchema, ...problems() },
      },
    },
    async (request) => readPreferences(database(), identityOf(request).ownerId),
  );

  routes.put(
    "/api/notifications/preferences",
    {
      onRequest,
      schema: {
        tags,
        summary: "Change how you are notified",
        body: changeSchema,
        response: { 200: preferencesSchema, ...problems(413, 415) },
      },
    },
    async (request) => {
      const { ownerId, actor } = identityOf(request);
      return writePreferences(database(), ownerId, actor, request.body);
    },
  );

  routes.post(
    "/api/notifications/test",
    {
      onRequest,
      schema: {
        tags,
        summary: "Send a test by e-mail or webhook",
        description: "At once, in quiet hours too. A channel that the operator has not set up sends no message.",
        body: z.strictObject({ channel: z.enum(operatorsChannels) }),
        response: { 204: nothing("It is on its way"), ...problems(409, 413, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const { channel } = request.body;
      const write = eventWriter(context, request);
      await database().transaction(async (tx) => {
        if (!(await noteChannelTest(tx, ownerId, actor)))
          throw conflict("TESTED_JUST_NOW", `You sent a test a moment ago: wait ${seconds} seconds.`, { seconds });
        // A subject of its own: tests wait for no other event.
        write(tx)({
          ...{ type: "freehold.channel-test.requested.v1", subject: uuidv7(), ownerId, actor },
          data: { channel },
        });
      });
      context.relay();
      return reply.code(204).send(null);
    },
  );
}
