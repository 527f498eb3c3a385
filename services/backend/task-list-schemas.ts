import * as z from "zod";
import { listSnapshotSchema } from "../contracts/list";
import { taskSnapshotSchema } from "../contracts/task";
import { views } from "../domain/views";
import { instant } from "./instant";
import { cursor, limit, timeZoneName } from "./schemas";
import { sorts } from "./task-order";
import { text } from "./text";

export const listTasksFilters = z.strictObject({
  status: taskSnapshotSchema.shape.status.optional(),
  priority: taskSnapshotSchema.shape.priority.optional(),
  tag: text(50).optional(),
  list: z
    .union([z.uuid(), z.literal("default")])
    .optional()
    .describe("Id of a list, or default"),
  dueBefore: instant.optional(),
  dueAfter: instant.optional(),
  search: text(200).optional().describe("Part of the title, the description or a tag, in any case"),
  sort: z.enum(sorts).optional().describe("Default: created, the newest first"),
  view: z.enum(views).optional().describe("Open tasks by their due date; needs timeZone"),
  timeZone: timeZoneName.optional().describe("IANA time zone in which a view has its days"),
  limit,
  cursor,
});
export const listTasksSchema = listTasksFilters.superRefine((query, context) => {
  if (query.view === undefined) return;
  const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (query.timeZone === undefined)
    refuse("timeZone", "is needed with view: a day begins at another time in each zone");
  for (const field of ["status", "dueBefore", "dueAfter"] as const) {
    if (query[field] !== undefined) refuse(field, "can't be combined with view, which has its own");
  }
});

const openTasks = z.int().describe("Open tasks, counted up to mostCounted");
export const viewsQuery = z.strictObject({
  timeZone: timeZoneName.describe("IANA time zone in which views have their days"),
});
export const viewsSchema = z.object({
  today: openTasks,
  upcoming: openTasks,
  overdue: openTasks,
  noDate: openTasks,
  lists: z
    .array(
      listSnapshotSchema
        .pick({ name: true, colour: true, order: true, version: true })
        .partial()
        .extend({
          listId: z.uuid().nullable().describe("null: your default list, which has no name"),
          open: openTasks,
        }),
    )
    .describe("Your default list, then the others in their order"),
  tags: z
    .array(z.object({ tag: z.string(), open: openTasks }))
    .describe("The most frequent tags of the mostCounted open tasks that are due soonest"),
  mostCounted: z.int().describe("A count of this many means this many or more"),
  deadLetters: z.boolean().optional().describe("For operators: whether there are dead letters, of any owner"),
});
