import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { StoredTask } from "../domain/task-row";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { calendarType } from "./calendar/frame";
import { toCsv } from "./export/csv";
import { fileBody } from "./export/file-body";
import { toIcs } from "./export/ics";
import { toJson } from "./export/json";
import { type ExportedList, ownedLists } from "./export/owned-lists";
import { taskPages } from "./export/task-pages";
import { problems } from "./schemas";

type Writer = (pages: AsyncIterable<StoredTask[]>, lists: readonly ExportedList[]) => AsyncGenerator<string>;

const formats: Readonly<Record<"json" | "csv" | "ics", { write: Writer; type: string }>> = {
  json: { write: toJson, type: "application/json; charset=utf-8" },
  csv: { write: toCsv, type: "text/csv; charset=utf-8" },
  ics: { write: toIcs, type: calendarType },
};

const file = z.string();
/** The items are those of POST /api/import. */
const jsonFile = z.object({
  format: z.literal("freehold"),
  version: z.int(),
  exportedAt: z.iso.datetime(),
  lists: z.array(z.record(z.string(), z.unknown())),
  tasks: z.array(z.record(z.string(), z.unknown())),
});

/** The route that gives owners all of their tasks as a file. */
export function exportRoute(app: FastifyInstance, { authenticate, database }: ServiceContext): void {
  const { onRequest, identityOf } = createGuard(authenticate);
  app.withTypeProvider<ZodTypeProvider>().get(
    "/api/export",
    {
      onRequest,
      schema: {
        tags: ["data"],
        summary: "Export all your tasks and lists",
        description:
          "Oldest first, while you read. What changes meanwhile is as it was when its turn came. POST /api/import takes json, with all but snoozes and your own order. ics has a VTODO for each task, csv is for spreadsheets.",
        querystring: z.strictObject({ format: z.enum(["json", "csv", "ics"]).default("json") }),
        response: {
          200: {
            description: "The file",
            content: {
              "application/json": { schema: jsonFile },
              "text/csv": { schema: file },
              "text/calendar": { schema: file },
            },
          },
          ...problems(),
        },
      },
    },
    async (request, reply) => {
      const { ownerId } = identityOf(request);
      const { format } = request.query;
      const { write, type } = formats[format];
      const lists = await ownedLists(database(), ownerId);
      const body = await fileBody(request.method, () => write(taskPages(database(), ownerId), lists));
      return reply
        .header("content-disposition", `attachment; filename="freehold-tasks.${format}"`)
        .header("cache-control", "no-store")
        .type(type)
        .send(body as never);
    },
  );
}
