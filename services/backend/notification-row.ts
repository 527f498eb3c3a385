import type * as z from "zod";
import { dueDayOf } from "../domain/all-day";
import type { notificationSchema } from "./schemas";

export interface NotificationRow {
  id: string;
  taskId: string;
  title: string;
  dueAt: Date | null;
  dueZone: string | null;
  minutesBefore: number;
  snoozed: boolean;
  remindAt: Date;
  createdAt: Date;
  readAt: Date | null;
}

/** The columns of a NotificationRow. */
export const notificationColumns = (table: string): string =>
  `${table}.id, ${table}.task_id as "taskId", ${table}.title, ${table}.due_at as "dueAt", ${table}.due_zone as "dueZone",
   ${table}.minutes_before as "minutesBefore", ${table}.snoozed, ${table}.remind_at as "remindAt", ${table}.created_at as "createdAt",
   ${table}.read_at as "readAt"`;

export const toNotification = (row: NotificationRow): z.infer<typeof notificationSchema> => ({
  id: row.id,
  taskId: row.taskId,
  title: row.title,
  dueAt: row.dueAt?.toISOString() ?? null,
  dueOn: dueDayOf(row.dueAt, row.dueZone),
  minutesBefore: row.minutesBefore,
  snoozed: row.snoozed,
  remindAt: row.remindAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
});
