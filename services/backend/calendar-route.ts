import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { hashOfToken } from "../runtime/core/secret-token";
import type { ServiceContext } from "../runtime/host/service";
import { HttpProblem } from "../runtime/http/problem";
import { feedOf, refreshMinutes } from "./calendar/feed";
import { FeedGate } from "./calendar/feed-gate";
import { tokenOfFile } from "./calendar/feed-token";
import { feedState, findFeed } from "./calendar/feeds";
import { calendarType } from "./calendar/frame";
import { isKnown } from "./etag";
import { fileBody } from "./export/file-body";
import { nothing, problems } from "./schemas";

const noFeed = () =>
  new HttpProblem({
    status: 404,
    code: "CALENDAR_UNKNOWN",
    title: "Not found",
    detail: "There is no calendar at this address.",
  });

const tooMany = (retryAfterSeconds: number) =>
  new HttpProblem({
    status: 429,
    code: "CALENDAR_READ_TOO_OFTEN",
    title: "Too many requests",
    detail: "Read a calendar less often.",
    retryAfterSeconds,
  });

/** The route that calendar programs read. They send no bearer token: the address is the secret. */
export function calendarRoute(app: FastifyInstance, { database }: ServiceContext): void {
  const gate = new FeedGate();
  app.withTypeProvider<ZodTypeProvider>().get(
    "/calendar/:file",
    {
      schema: {
        tags: ["data"],
        summary: "Read a calendar feed: your open tasks with a due date",
        security: [],
        params: z.strictObject({ file: z.string().describe("Token of the feed, and .ics") }),
        headers: z.looseObject({ "if-none-match": z.string().optional() }),
        response: {
          200: { description: "iCalendar", content: { "text/calendar": { schema: z.string() } } },
          304: nothing("You have it already"),
          ...problems(404, 414),
        },
      },
    },
    async (request, reply) => {
      const token = tokenOfFile(request.params.file);
      if (token === undefined) throw noFeed();
      const hash = hashOfToken(token);
      const wait = gate.waitFor(hash);
      if (wait !== undefined) throw tooMany(wait);
      const feed = await findFeed(database(), hash);
      gate.learn(hash, feed !== undefined);
      if (!feed) throw noFeed();
      const { ownerId, name } = feed;
      const state = `${name} ${new Date().getUTCFullYear()} ${await feedState(database(), ownerId)}`;
      // Weak: what is streamed may be newer by a moment.
      const opaque = createHash("sha256").update(state).digest("base64url").slice(0, 22);
      reply.headers({ "cache-control": `private, max-age=${refreshMinutes * 60}`, etag: `W/"${opaque}"` });
      if (isKnown(request, `"${opaque}"`)) return reply.code(304).send(null);
      const body = await fileBody(request.method, () => feedOf(database(), ownerId, name));
      return reply.type(calendarType).send(body as never);
    },
  );
}
