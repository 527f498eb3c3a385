import type { DueDay } from "../../contracts/task";
import { endOfDay } from "../all-day";
import { dateOf, dayOf, daysInMonth } from "../calendar";
import { firstOccurrence, instantOf } from "../recurrence";
import type { Steps } from "../steps";
import type { DateReading } from "./date-reading";
import { localTime, type TimeOfDay } from "./local-time";
import { type OwnerClock, todayOf } from "./owner-clock";
import { firstDateRule, type RuleParts, ruleText } from "./rule-parts";

/** A time at which no day is over yet. */
const lateTime: TimeOfDay = { hour: 23, minute: 59 };

/** A due date: its instant, and the local time that the words say, which the clocks may leave out. */
export interface DueDate {
  at: Date;
  localTime?: string;
  /** The day, where the words say no time. */
  day?: DueDay;
}

const wholeDay = (day: DueDay): DueDate => ({ at: endOfDay(day), day });

/**
 * The due date that the words say. What they leave open is the next one that is not past: `9:00` is tomorrow in the
 * afternoon, `24 dec` next year on 25 December.
 */
export function dueDate({ day, time, instant }: Omit<DateReading, "from" | "to">, clock: OwnerClock): DueDate {
  if (instant) return { at: instant };
  const today = todayOf(clock);
  const named = day ? dayOf(day.year, day.month, day.dayOfMonth) : today;
  // On a Monday, a Monday without a time is the next one: today is called today.
  const wanted = day?.open === "week" && !time && named === today ? today + 7 : named;
  const at = (on: number, of: TimeOfDay): DueDate & { localTime: string } => {
    const local = localTime(on, of);
    return { at: instantOf(local, clock.timeZone), localTime: local };
  };
  const isAhead = (due: DueDate): boolean => due.at > clock.now;
  if (!time) return wholeDay({ date: dateIn(localTime(wanted, lateTime)), timeZone: clock.timeZone });
  const first = at(wanted, time);
  if (isAhead(first)) return first;
  if (!day) return at(wanted + 1, time);
  if (day.open === "week") return at(wanted + 7, time);
  return day.open === "year" ? at(aYearLater(wanted), time) : first;
}

/** The first date of a series that has no day in the text. */
export function firstDate(
  parts: RuleParts,
  time: TimeOfDay | undefined,
  clock: OwnerClock,
  steps?: Steps,
): DueDate | undefined {
  const { hour, minute } = time ?? lateTime;
  const rrule = ruleText({ ...firstDateRule(parts), BYHOUR: hour, BYMINUTE: minute });
  const first = firstOccurrence({ rrule, timeZone: clock.timeZone }, clock.now, steps);
  return time || !first ? first : wholeDay({ date: dateIn(first.localTime), timeZone: clock.timeZone });
}

const dateIn = (local: string): string => local.slice(0, "yyyy-mm-dd".length);

/** UNTIL for a date: its last second in the zone. */
export function untilPart(day: NonNullable<DateReading["day"]>, { timeZone }: OwnerClock): string {
  const next = dayOf(day.year, day.month, day.dayOfMonth) + 1;
  const end = new Date(instantOf(localTime(next, { hour: 0, minute: 0 }), timeZone).getTime() - 1_000);
  return end.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** 29 February has none: it is 1 March then. */
function aYearLater(day: number): number {
  const { year, month, dayOfMonth } = dateOf(day);
  const exists = dayOfMonth <= daysInMonth(year + 1, month);
  return exists ? dayOf(year + 1, month, dayOfMonth) : dayOf(year + 1, month + 1, 1);
}
