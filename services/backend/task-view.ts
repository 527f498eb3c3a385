import type * as z from "zod";
import type { StoredTask } from "../domain/task-row";
import type { Sql } from "../runtime/database/database";
import type { taskSchema } from "./schemas";

export type TaskView = z.infer<typeof taskSchema>;

interface ReminderRow {
  task_id: string;
  minutes_before: number;
  remind_at: Date;
  status: "scheduled" | "fired" | "cancelled";
}

/** Adds to tasks what has become of their reminders; one that the reminder consumer has not seen yet is `requested`. */
export async function withReminders(sql: Sql, tasks: StoredTask[]): Promise<TaskView[]> {
  const asking = tasks.filter((task) => task.reminders.length > 0);
  if (asking.length === 0) return tasks.map((task) => ({ ...task, reminders: [] }));
  const { rows } = await sql.query<ReminderRow>(
    "select task_id, minutes_before, remind_at, status from freehold.reminders where task_id = any($1)",
    [asking.map(({ id }) => id)],
  );
  return tasks.map((task) => ({
    ...task,
    reminders: task.reminders.map(({ minutesBefore }) => {
      const from = task.remindFrom ?? task.dueAt;
      const due = from === null ? null : new Date(Date.parse(from) - minutesBefore * 60_000).toISOString();
      const made = rows.find((row) => row.task_id === task.id && row.minutes_before === minutesBefore);
      return { minutesBefore, remindAt: due, status: made?.status ?? "requested" };
    }),
  }));
}
