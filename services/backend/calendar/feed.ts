import type { Sql } from "../../runtime/database/database";
import { taskPages } from "../export/task-pages";
import { componentsOf } from "./components";
import { eventOf } from "./event";
import { calendarEnd, calendarStart } from "./frame";

/** How often calendars should look: each look wakes a database that sleeps when unused. */
export const refreshMinutes = 60;

/** The open tasks of an owner that have a due date, as a calendar. */
export async function* feedOf(sql: Sql, ownerId: string, name: string): AsyncGenerator<string> {
  const every = `PT${refreshMinutes}M`;
  yield calendarStart({ name, "x-wr-calname": name, "refresh-interval": every, "x-published-ttl": every }).replace(
    "REFRESH-INTERVAL:",
    "REFRESH-INTERVAL;VALUE=DURATION:",
  );
  yield* componentsOf(taskPages(sql, ownerId, "due"), eventOf);
  yield calendarEnd;
}
