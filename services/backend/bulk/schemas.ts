import * as z from "zod";
import { schemaMessage } from "../../runtime/http/schema-message";
import { createTaskSchema, problemSchema, timeZoneName } from "../schemas";

/** Tasks that one request acts on at most. */
const mostTasks = 100;
const mostDays = 3_650;

const ids = z
  .array(z.uuid())
  .min(1)
  .max(mostTasks)
  .transform((all) => [...new Set(all)]);

const withoutMore = z.enum(["complete", "reopen", "delete", "restore"]);
const tagging = z.enum(["tag", "untag"]);

const acts = [...withoutMore.options, ...tagging.options, "priority", "move"].join(", ");
const unknownAct = schemaMessage("NOT_ONE_OF", `must be ${acts} or shiftDue`, { allowed: `${acts}, shiftDue` });

export const bulkSchema = z.discriminatedUnion(
  "act",
  [
    z.strictObject({ act: withoutMore, ids }),
    z.strictObject({ act: tagging, ids, tags: createTaskSchema.shape.tags.unwrap() }),
    z.strictObject({ act: z.literal("priority"), ids, priority: createTaskSchema.shape.priority.unwrap() }),
    z.strictObject({ act: z.literal("move"), ids, listId: z.uuid().nullable().describe("null: your default list") }),
    z.strictObject({
      act: z.literal("shiftDue"),
      ids,
      days: z.int().min(-mostDays).max(mostDays).describe("Below zero: earlier"),
      timeZone: timeZoneName.describe("IANA time zone in which the time of day stays"),
    }),
  ],
  {
    error: ({ code }) => (code === "invalid_union" ? unknownAct : undefined),
  },
);

type WithoutIds<Request> = Request extends unknown ? Omit<Request, "ids"> : never;
/** What is done to each task. */
export type Act = WithoutIds<z.infer<typeof bulkSchema>>;

export const outcomeSchema = z.discriminatedUnion("ok", [
  z.object({
    id: z.uuid(),
    ok: z.literal(true),
    version: z.int().describe("The task's version now; of a deleted task the one that it had"),
  }),
  z.object({ id: z.uuid(), ok: z.literal(false), problem: problemSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

export const outcomesSchema = z.object({
  outcomes: z.array(outcomeSchema).describe("One for each task, in the order of the request"),
});
