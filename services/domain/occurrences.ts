import { chosenDays, cycle, withStart } from "./local-days";
import type { Rule } from "./rrule";
import type { Steps } from "./steps";
import type { ZoneClock } from "./zone-clock";

/** An occurrence: the local time that the rule gives and its instant, both in seconds. */
export interface LocalOccurrence {
  local: number;
  at: number;
}

const daySeconds = 86_400;

/**
 * The occurrences of a rule without its COUNT and UNTIL, in the order of their instants, each instant once. Two local
 * times are one instant where a clock change leaves the first out.
 * @param start local time of DTSTART
 * @param from local time; occurrences of earlier days are left out
 */
export function* occurrencesFrom(
  rule: Rule,
  start: number,
  from: number,
  clock: ZoneClock,
  steps: Steps,
): Generator<LocalOccurrence> {
  const fromDay = Math.floor(from / daySeconds);
  /** Occurrences that a clock change moves to a later day. */
  let moved: LocalOccurrence[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { day, times } of daysWithTimes(rule, start, from, steps)) {
    if (day < fromDay) continue;
    const found = [...moved];
    for (const time of times) {
      steps.take();
      const local = day * daySeconds + time;
      if (local >= start) found.push({ local, at: clock.instantOf(local) });
    }
    moved = [];
    if (clock.changesOn(day)) found.sort((a, b) => a.at - b.at || a.local - b.local);
    const nextDay = clock.instantOf((day + 1) * daySeconds);
    for (const occurrence of found) {
      if (occurrence.at <= last) continue;
      if (occurrence.at >= nextDay) moved.push(occurrence);
      else yield occurrence;
      last = Math.max(last, occurrence.at >= nextDay ? last : occurrence.at);
    }
  }
  yield* moved.filter(({ at }) => at > last);
}

/**
 * Counts the local times of a rule after its start and before a day, without their instants. Use it where no two can be
 * one instant: see hasOneTime and ZoneClock.canSkipDays.
 * @param most where counting ends
 */
export function countLocalTimes(rule: Rule, start: number, beforeDay: number, most: number, steps: Steps): number {
  let count = 0;
  for (const { day, times } of daysWithTimes(rule, start, start, steps)) {
    if (day >= beforeDay || count >= most) break;
    count += times.filter((time) => day * daySeconds + time > start).length;
    steps.take();
  }
  return Math.min(count, most);
}

/** Whether a rule has one time of day. */
export const hasOneTime = ({ hours, minutes }: Rule): boolean => (hours?.size ?? 1) * (minutes?.size ?? 1) === 1;

/** The days of a rule with the times of each, in local order. It ends where the rule has no later day. */
function* daysWithTimes(rule: Rule, start: number, from: number, steps: Steps): Generator<DayTimes> {
  const startDay = Math.floor(start / daySeconds);
  const times = timesOfDay(rule, start - startDay * daySeconds);
  const fromDay = Math.floor(from / daySeconds);
  const positions = positionsOf(rule);
  let emptyPeriods = 0;
  for (const days of chosenDays(withStart(rule, startDay), startDay, fromDay, steps)) {
    const chosen = positions ? chosenTimes(positions, days, times, steps) : days.map((day) => ({ day, times }));
    yield* chosen;
    emptyPeriods = chosen.length > 0 ? 0 : emptyPeriods + 1;
    if (emptyPeriods >= cycle[rule.frequency]) return;
  }
}

interface DayTimes {
  day: number;
  times: number[];
}

/** The times of day of a rule, in seconds; hour, minute and second come from DTSTART where the rule has none. */
function timesOfDay({ hours, minutes }: Rule, startTime: number): number[] {
  const hour = Math.floor(startTime / 3_600);
  const minute = Math.floor((startTime % 3_600) / 60);
  const times: number[] = [];
  for (const h of hours ?? [hour])
    for (const m of minutes ?? [minute]) times.push(h * 3_600 + m * 60 + (startTime % 60));
  return times.sort((a, b) => a - b);
}

/** BYSETPOS: the set of a period is its days times the times of day, so a position is found without listing the set. */
function chosenTimes(positions: Positions, days: number[], times: number[], steps: Steps): DayTimes[] {
  const size = days.length * times.length;
  const places = new Set<number>();
  for (const position of positions.fromStart) {
    if (position > size) break;
    places.add(position - 1);
  }
  for (const position of positions.fromEnd) {
    if (-position > size) break;
    places.add(size + position);
  }
  steps.take(places.size);
  const chosen: DayTimes[] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    const [day, time] = [days[Math.floor(place / times.length)], times[place % times.length]];
    if (day === undefined || time === undefined) continue;
    if (chosen.at(-1)?.day === day) chosen.at(-1)?.times.push(time);
    else chosen.push({ day, times: [time] });
  }
  return chosen;
}

/** The numbers of BYSETPOS, in both lists the nearest first: what is beyond the set of a period is not looked at. */
interface Positions {
  fromStart: number[];
  fromEnd: number[];
}

const positionsOf = ({ positions }: Rule): Positions | undefined =>
  positions && {
    fromStart: [...positions].filter((position) => position > 0).sort((a, b) => a - b),
    fromEnd: [...positions].filter((position) => position < 0).sort((a, b) => b - a),
  };
