import { fieldProblem } from "../../contracts/field-problem";
import { type ContentLine, contentLines } from "./content-lines";
import type { ReadingContext } from "./file-reader";

/** A VTODO of a file. */
export interface TodoLines {
  /** Line of its BEGIN. */
  line: number;
  properties: ContentLine[];
  /** The TRIGGER of each alarm. */
  triggers: ContentLine[];
}

export interface CalendarFile {
  todos: TodoLines[];
  /** IANA names that the file gives for time zones of its own naming. */
  zones: ReadonlyMap<string, string>;
  /** Components that are no tasks: how many, and the line of the first. */
  others: ReadonlyMap<string, { count: number; line: number }>;
}

const malformed = (message: string) => fieldProblem("FILE_MALFORMED", message);

/** Deeper nesting than a zone's and an alarm's is in no calendar. */
const deepest = 5;

/** Takes a file apart into its components. What is wrong with their nesting is added to the problems. */
export async function readCalendarFile(
  text: string,
  { problems, time }: Pick<ReadingContext, "problems" | "time">,
): Promise<CalendarFile> {
  const todos: TodoLines[] = [];
  const zones = new Map<string, string>();
  const others = new Map<string, { count: number; line: number }>();
  const open: { name: string; line: number }[] = [];
  let zone: string | undefined;
  for await (const content of contentLines(text, { problems, time })) {
    const { name, line } = content;
    const value = content.value.toUpperCase();
    if (name === "BEGIN") {
      open.push({ name: value, line });
      if (open.length > deepest) problems.add(line, "BEGIN", malformed("is nested too deep"));
      if (open.length === 1 && value !== "VCALENDAR") problems.add(line, "BEGIN", malformed("must be VCALENDAR first"));
      if (open.length === 2 && value === "VTODO") todos.push({ line, properties: [], triggers: [] });
      if (open.length === 2 && !["VTODO", "VTIMEZONE"].includes(value)) {
        const known = others.get(value);
        others.set(value, { count: (known?.count ?? 0) + 1, line: known?.line ?? line });
      }
    } else if (name === "END") {
      const begun = open.pop();
      if (begun?.name !== value)
        problems.add(line, "END", malformed(`must end ${begun?.name ?? "nothing: no component is open"}`));
    } else if (open.length === 0) {
      problems.add(line, name, malformed("is outside of BEGIN:VCALENDAR"));
    } else if (open[1]?.name === "VTODO" && open.length === 2) {
      todos.at(-1)?.properties.push(content);
    } else if (open[1]?.name === "VTODO" && open[2]?.name === "VALARM" && name === "TRIGGER") {
      todos.at(-1)?.triggers.push(content);
    } else if (open[1]?.name === "VTIMEZONE" && open.length === 2) {
      if (name === "TZID") zone = content.value;
      if (name === "X-LIC-LOCATION" && zone !== undefined) zones.set(zone, content.value);
    }
  }
  const [left] = open;
  if (left) problems.add(left.line, `BEGIN:${left.name}`, malformed("has no END"));
  return { todos, zones, others };
}
