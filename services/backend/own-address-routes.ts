import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { v7 as uuidv7 } from "uuid";
import * as z from "zod";
import { operatorsChannels } from "../contracts/notification-channels";
import {
  askForOwnEmail,
  codeDigits,
  codeMinutes,
  confirmOwnEmail,
  readOwnAddresses,
  removeOwnAddress,
  codePauseSeconds as seconds,
  setOwnWebhook,
} from "../domain/own-addresses";
import type { Sql } from "../runtime/database/database";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, invalid } from "../runtime/http/problem";
import { schemaMessage } from "../runtime/http/schema-message";
import { eventWriter } from "./event-writer";
import { publicUrl } from "./public-url";
import { nothing, problems } from "./schemas";

/**
 * As Zod's, but for labels of a host name, which end with no hyphen and have at most 63 characters (RFC 1123, section 2.1); as long as
 * RFC 5321 allows (section 4.5.3.1.3, without the brackets).
 */
const emailAddress = z
  .string()
  .max(254)
  .regex(/^[\w+'-]+(\.[\w+'-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/, {
    error: schemaMessage("WRONG_FORMAT", "must be an e-mail address", { format: "you@example.org" }),
  });

const addressesSchema = z.object({
  email: z.string().nullable(),
  emailToConfirm: z.string().nullable().describe("Used once the code that was sent to it has come back"),
  webhookHost: z.string().nullable().describe("Of its URL, which may hold a token and is in no answer"),
});

const path = "/api/notifications/addresses";
const tags = ["notifications"];

async function listed(sql: Sql, ownerId: string): Promise<z.infer<typeof addressesSchema>> {
  const { webhook, ...others } = await readOwnAddresses(sql, ownerId);
  return { ...others, webhookHost: webhook && new URL(webhook).host };
}

/** The routes by which owners say where their e-mails and webhooks go. */
export function ownAddressRoutes(app: FastifyInstance, context: ServiceContext): void {
  const { authenticate, database } = context;
  const { onRequest, identityOf } = createGuard(authenticate);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    path,
    {
      onRequest,
      schema: {
        tags,
        summary: "Read where your e-mails and webhooks go",
        description: "Null: where the operator says.",
        response: { 200: addressesSchema, ...problems() },
      },
    },
    async (request) => listed(database(), identityOf(request).ownerId),
  );

  routes.put(
    `${path}/webhook`,
    {
      onRequest,
      schema: {
        tags,
        summary: "Have your notifications posted to a URL of yours",
        description: "Where the operator has set up the channel.",
        body: z.strictObject({ url: publicUrl.describe("On port 443 of a public host") }),
        response: { 200: addressesSchema, ...problems(413, 415) },
      },
    },
    async (request) => {
      const owner = identityOf(request);
      await setOwnWebhook(database(), owner, request.body.url);
      return listed(database(), owner.ownerId);
    },
  );

  routes.put(
    `${path}/email`,
    {
      onRequest,
      schema: {
        tags,
        summary: "Ask for your notifications at an e-mail address of yours",
        description: `A code of ${codeDigits} digits is sent to it, good for ${codeMinutes} minutes. At most one in ${seconds} seconds.`,
        body: z.strictObject({ address: emailAddress }),
        response: { 200: addressesSchema, ...problems(409, 413, 415) },
      },
    },
    async (request) => {
      const { ownerId, actor } = identityOf(request);
      const write = eventWriter(context, request);
      await database().transaction(async (tx) => {
        if (!(await askForOwnEmail(tx, { ownerId, actor }, request.body.address)))
          throw conflict("CODE_SENT_JUST_NOW", `A code was sent a moment ago: wait ${seconds} seconds.`, { seconds });
        // A subject of its own: it waits for no other event. Neither address nor code is in it.
        write(tx)({
          ...{ type: "freehold.address-code.requested.v1", subject: uuidv7(), ownerId, actor },
          data: { channel: "email" },
        });
      });
      context.relay();
      return listed(database(), ownerId);
    },
  );

  routes.post(
    `${path}/email/confirm`,
    {
      onRequest,
      schema: {
        tags,
        summary: "Confirm your e-mail address by the code that was sent to it",
        body: z.strictObject({
          code: z.string().regex(new RegExp(`^\\d{${codeDigits}}$`), {
            error: schemaMessage("WRONG_FORMAT", `must be ${codeDigits} digits`, { format: "12345678" }),
          }),
        }),
        response: { 200: addressesSchema, ...problems(413, 415) },
      },
    },
    async (request) => {
      const { ownerId } = identityOf(request);
      if (!(await confirmOwnEmail(database(), ownerId, request.body.code)))
        throw invalid("code", "WRONG_CODE", "is not the code, or the code is not good any more");
      return listed(database(), ownerId);
    },
  );

  for (const channel of operatorsChannels) {
    routes.delete(
      `${path}/${channel}`,
      {
        onRequest,
        schema: {
          tags,
          summary: `Have your notifications by ${channel} go where the operator says again`,
          response: { 204: nothing("They do"), ...problems(413, 415) },
        },
      },
      async (request, reply) => {
        await removeOwnAddress(database(), identityOf(request).ownerId, channel);
        return reply.code(204).send(null);
      },
    );
  }
}
