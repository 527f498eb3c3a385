import type { TaskSnapshot } from "../../contracts/task";
import { componentsOf } from "../calendar/components";
import { calendarEnd, calendarStart } from "../calendar/frame";
import { todoOf } from "../calendar/todo";
import { toExported } from "./exported-task";

/** iCalendar: a VTODO for each task (RFC 5545). */
export async function* toIcs(pages: AsyncIterable<TaskSnapshot[]>): AsyncGenerator<string> {
  yield calendarStart();
  yield* componentsOf(pages, (task) => todoOf(toExported(task)));
  yield calendarEnd;
}
