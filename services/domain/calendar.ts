/**
 * The Gregorian calendar on whole numbers. A day is counted from 1970-01-01, a weekday from Monday as 0. A rule may look
 * at 146,097 days to find its next date; with objects of Temporal that takes seconds.
 */

/** Days after which the calendar repeats: 400 years, which are 20,871 weeks. */
export const cycleDays = 146_097;

export interface CalendarDate {
  year: number;
  month: number;
  dayOfMonth: number;
}

/** Source: https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * cycleDays + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Source: https://howardhinnant.github.io/date_algorithms.html#civil_from_days */
export function dateOf(day: number): CalendarDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / cycleDays);
  const dayOfEra = shifted - era * cycleDays;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** The weekday of a day, from Monday as 0. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const daysInMonth = (year: number, month: number): number =>
  month === 12 ? 31 : dayOf(year, month + 1, 1) - dayOf(year, month, 1);

/** The first day of the week that a day lies in. */
export const weekStartOf = (day: number, weekStart: number): number => day - ((weekdayOf(day) - weekStart + 7) % 7);

/** The number of a week from the start of its year and, below zero, from the end. */
export interface WeekNumber {
  number: number;
  fromEnd: number;
}

/** The week of a day. Week 1 is the first with at least four days in the year, which is the one with 4 January. */
export function weekNumberOf(day: number, weekStart: number): WeekNumber {
  const start = weekStartOf(day, weekStart);
  const { year } = dateOf(start + 3);
  const first = weekStartOf(dayOf(year, 1, 4), weekStart);
  const firstOfNext = weekStartOf(dayOf(year + 1, 1, 4), weekStart);
  return { number: (start - first) / 7 + 1, fromEnd: (start - firstOfNext) / 7 };
}
