import { setImmediate as nextTurn } from "node:timers/promises";
import type { TaskSnapshot } from "../../contracts/task";
import type ICAL from "./ical";
import { timeZoneComponent } from "./time-zone-component";

/**
 * The components of tasks as text, and before the first that needs it the definition of each time zone. The rules of tasks take time
 * to place: others get their turn after each task that repeats.
 */
export async function* componentsOf<Task extends TaskSnapshot>(
  pages: AsyncIterable<Task[]>,
  toComponent: (task: Task) => ICAL.Component,
): AsyncGenerator<string> {
  const defined = new Set<string>();
  for await (const page of pages) {
    let text = "";
    for (const task of page) {
      const component = toComponent(task);
      const zone = component.getFirstProperty("dtstart")?.getFirstParameter("tzid");
      if (zone && !defined.has(zone)) {
        defined.add(zone);
        text += `${timeZoneComponent(zone, new Date().getUTCFullYear())}\r\n`;
      }
      text += `${component.toString()}\r\n`;
      if (task.recurrence) await nextTurn();
    }
    yield text;
  }
}
