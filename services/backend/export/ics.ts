import type { StoredTask } from "../../domain/task-row";
import { componentsOf } from "../calendar/components";
import { calendarEnd, calendarStart } from "../calendar/frame";
import { todoOf } from "../calendar/todo";
import { toExported } from "./exported-task";
import type { ExportedList } from "./owned-lists";

/** iCalendar: a VTODO for each task (RFC 5545), which has its list in it. */
export async function* toIcs(
  pages: AsyncIterable<StoredTask[]>,
  lists: readonly ExportedList[],
): AsyncGenerator<string> {
  const byId = new Map(lists.map((list) => [list.id, list]));
  yield calendarStart();
  yield* componentsOf(pages, (task) => todoOf({ ...toExported(task), list: byId.get(task.listId ?? "") }));
  yield calendarEnd;
}
