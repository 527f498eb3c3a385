/** What a user may call the time until which a reminder is put off. */
export type SnoozeName = "hour" | "evening" | "morning";

const hourMs = 3_600_000;
/** Hours of the day, on the clock of the user. */
const evening = 19;
const morning = 9;

/** The times that are offered to put a reminder off; the evening only while it is at least an hour ahead. */
export function snoozeTimes(now: Date): [SnoozeName, Date][] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const inAnHour = new Date(now.getTime() + hourMs);
  const thisEvening = at(0, evening);
  return [
    ["hour", inAnHour],
    ...(thisEvening >= inAnHour ? [["evening", thisEvening] satisfies [SnoozeName, Date]] : []),
    ["morning", at(1, morning)],
  ];
}
