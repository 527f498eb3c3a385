import { instantOf, localTimeOf } from "./recurrence";

/** When an owner wants to be left alone, every day. From 22:00 until 07:00 goes over midnight. */
export interface QuietHours {
  /** Local time as 22:00. */
  from: string;
  until: string;
  timeZone: string;
}

const dateLength = "yyyy-mm-dd".length;
const timeAt = "yyyy-mm-ddT".length;
const timeLength = "hh:mm".length;
const dayMs = 86_400_000;

/** When the quiet hours end in which `now` is; undefined outside of them. */
export function quietEnd({ from, until, timeZone }: QuietHours, now: Date): Date | undefined {
  const local = localTimeOf(now, timeZone);
  const [day, time] = [local.slice(0, dateLength), local.slice(timeAt, timeAt + timeLength)];
  const goesOver = from > until;
  const isQuiet = goesOver ? time >= from || time < until : time >= from && time < until;
  if (!isQuiet) return undefined;
  const lastDay = goesOver && time >= from ? new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString() : day;
  const end = instantOf(`${lastDay.slice(0, dateLength)}T${until}:00`, timeZone);
  // Of a local time that happens twice, the first has passed when the clocks go back.
  return end > now ? end : undefined;
}
