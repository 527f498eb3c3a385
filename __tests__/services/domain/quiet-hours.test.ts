import { quietEnd } from "../../../services/domain/quiet-hours";

const night = { from: "22:00", until: "07:00", timeZone: "Europe/Berlin" };
const noon = { from: "12:00", until: "14:30", timeZone: "Asia/Kathmandu" };

test.each<[string, typeof night, string, string | undefined]>([
  ["before the night", night, "2027-01-10T20:59:59Z", undefined],
  ["the night begins", night, "2027-01-10T21:00:00Z", "2027-01-11T06:00:00.000Z"],
  ["after midnight", night, "2027-01-11T02:00:00Z", "2027-01-11T06:00:00.000Z"],
  ["its last second", night, "2027-01-11T05:59:59.999Z", "2027-01-11T06:00:00.000Z"],
  ["the night is over", night, "2027-01-11T06:00:00Z", undefined],
  ["the last night of a year", night, "2026-12-31T22:00:00Z", "2027-01-01T06:00:00.000Z"],
  ["a night in which the clocks go forward", night, "2027-03-27T22:00:00Z", "2027-03-28T05:00:00.000Z"],
  ["a night in which the clocks go back", night, "2027-10-30T22:00:00Z", "2027-10-31T06:00:00.000Z"],
  ["before a rest at noon", noon, "2027-01-10T06:14:00Z", undefined],
  ["a rest at noon, three quarters of an hour off", noon, "2027-01-10T06:15:00Z", "2027-01-10T08:45:00.000Z"],
  ["after it", noon, "2027-01-10T08:45:00Z", undefined],
])("%s", (_what, quiet, now, end) => {
  expect(quietEnd(quiet, new Date(now))?.toISOString()).toBe(end);
});

test.each<[string, string, string | undefined]>([
  [
    "an end that the clocks leave out is the next time that there is",
    "2027-03-28T00:59:00Z",
    "2027-03-28T01:30:00.000Z",
  ],
  ["an end that comes twice is the first", "2027-10-31T00:10:00Z", "2027-10-31T00:30:00.000Z"],
  ["quiet hours do not come back with the hour", "2027-10-31T01:10:00Z", undefined],
])("%s", (_what, now, end) => {
  const quiet = { from: "01:30", until: "02:30", timeZone: "Europe/Berlin" };
  expect(quietEnd(quiet, new Date(now))?.toISOString()).toBe(end);
});
