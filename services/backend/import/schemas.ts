import * as z from "zod";
import { exportFormat } from "../export/exported-task";
import { noteSchema, taskSchema, timeZoneName } from "../schemas";

export const importQuery = z.strictObject({
  format: z.enum(["json", "ics", "todoist-csv"]),
  dryRun: z.enum(["true", "false"]).default("false").describe("true: answer what would be made, and make nothing"),
  timeZone: timeZoneName.optional().default("UTC").describe("IANA time zone of dates that name none"),
});

/** Tasks that a dry run shows. */
export const shownTasks = 50;

export const importAnswer = z.object({
  dryRun: z.boolean(),
  created: z.int().describe("Tasks that were made; of a dry run, that would be"),
  lists: z.array(z.string()).describe("Names of the lists that were made; of a dry run, that would be"),
  existing: z.int().describe("Tasks of the file that you have already"),
  notes: z.array(noteSchema.extend({ line: z.int() })).describe("What is left out, up to 100"),
  tasks: z
    .array(taskSchema.pick({ title: true, status: true, dueAt: true, dueOn: true, tags: true, recurrence: true }))
    .describe(`The first ${shownTasks} tasks that a dry run would make`),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

/** How the body is described. What it is checked by tells the line of each problem. */
export const importBody = z.unknown().meta({
  description: `A file: iCalendar, CSV of Todoist, or JSON as GET /api/export writes it, version ${exportFormat.version}`,
});
