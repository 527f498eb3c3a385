import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type * as z from "zod";
import type { ServiceContext } from "../runtime/host/service";
import type { Identity } from "../runtime/http/auth";
import { createGuard } from "../runtime/http/guard";
import { conflict, invalid } from "../runtime/http/problem";
import { type EventWriter, eventWriter } from "./event-writer";
import { firstAnswer, once } from "./idempotency";
import { FileProblems } from "./import/file-problems";
import type { FileReader } from "./import/file-reader";
import { digestOf, firstImport } from "./import/first-import";
import { planImport } from "./import/plan";
import { planLists } from "./import/plan-lists";
import { readIcs } from "./import/read-ics";
import { readJson } from "./import/read-json";
import { readTodoist } from "./import/read-todoist";
import { ReadingTime } from "./import/reading-time";
import { requireRoom } from "./import/require-room";
import { runImport } from "./import/run";
import { type ImportAnswer, importAnswer, importBody, importQuery, shownTasks } from "./import/schemas";
import { takeFiles } from "./import/take-files";
import { problems } from "./schemas";
import { creationHeaders } from "./task-creation";

const readers: Readonly<Record<z.infer<typeof importQuery>["format"], FileReader>> = {
  json: readJson,
  ics: readIcs,
  "todoist-csv": readTodoist,
};
const mostNotes = 100;

/** The route that makes tasks of a file. */
export async function importRoute(app: FastifyInstance, context: ServiceContext): Promise<void> {
  const { database, settings } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  /** Owners whose file is in hand: another one of theirs would find the same room for its tasks. */
  const busy = new Set<string>();

  const importFile = async (
    identity: Identity,
    file: string,
    { format, dryRun, timeZone }: z.infer<typeof importQuery>,
    writer: EventWriter,
  ): Promise<ImportAnswer> => {
    const found = new FileProblems();
    const reading = { problems: found, time: new ReadingTime(), now: new Date(), timeZone };
    const { tasks, lists, notes } = await readers[format](file, reading);
    found.throwIfAny();
    const planAt = async (importedAt: Date) => {
      const { planned, existing } = await planImport(database(), identity.ownerId, tasks, { ...reading, importedAt });
      await requireRoom(database(), identity.ownerId, planned, settings.quotas);
      return { existing, plan: await planLists(database(), identity.ownerId, lists, planned) };
    };
    const { existing, plan } = await planAt(reading.now);
    const answer = { existing, lists: plan.lists.map(({ name }) => name), notes: notes.slice(0, mostNotes) };
    const { planned } = plan;
    if (dryRun === "true") {
      return { ...answer, dryRun: true, created: planned.length, tasks: planned.slice(0, shownTasks) };
    }
    const importedAt = await firstImport(database(), identity, file, reading.now);
    const wasBefore = importedAt < reading.now;
    const created = await runImport(context, identity, writer, wasBefore ? (await planAt(importedAt)).plan : plan);
    return { ...answer, dryRun: false, created, tasks: [] };
  };

  await app.register(async (plugin) => {
    takeFiles(plugin);
    plugin.withTypeProvider<ZodTypeProvider>().post(
      "/api/import",
      {
        onRequest,
        schema: {
          tags: ["data"],
          summary: "Import tasks from a file",
          description:
            "A bad file is refused whole, with the line of each problem. A task that you have already is not made again, so the same file may be sent twice, or again after a failure. It is refused before anything is written when its tasks pass a quota.",
          consumes: ["application/json", "text/calendar", "text/csv"],
          querystring: importQuery,
          headers: creationHeaders,
          body: importBody,
          response: { 200: importAnswer, ...problems(409, 413, 415, 422) },
        },
      },
      async (request) => {
        const identity = identityOf(request);
        const { body, query, headers } = request;
        if (typeof body !== "string") throw invalid("body", "NO_FILE", "must be a file");
        const key = query.dryRun === "true" ? undefined : headers["idempotency-key"];
        const keyed = { query, file: digestOf(body) };
        const known = await firstAnswer<ImportAnswer>(database(), identity, key, keyed);
        if (known) return known;
        if (busy.has(identity.ownerId))
          throw conflict("FILE_IN_WORK", "A file of yours is being imported: wait until it is done.");
        busy.add(identity.ownerId);
        try {
          const answer = await importFile(identity, body, query, eventWriter(context, request));
          if (key === undefined) return answer;
          return await database().transaction((tx) => once(tx, identity, key, keyed, async () => answer));
        } finally {
          busy.delete(identity.ownerId);
        }
      },
    );
  });
}
