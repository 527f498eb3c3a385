import type { Recurrence } from "../../../services/contracts/task";
import { nextInSeries } from "../../../services/domain/next-in-series";

const seriesId = "0192f0c0-0000-7000-8000-000000000001";
const berlin = "Europe/Berlin";

/** What follows a task of a series in Berlin that began on `localTime`. */
const next = (recurrence: Partial<Recurrence>, localTime: string, doneAt: string, seriesStart = localTime) =>
  nextInSeries(
    {
      recurrence: { rrule: "FREQ=DAILY", timeZone: berlin, ...recurrence },
      occurrence: { seriesId, seriesStart, localTime },
    },
    new Date(doneAt),
  );
const place = (...given: Parameters<typeof next>) => next(...given)?.occurrence.localTime;

describe("counted from the completion", () => {
  const from = "completion";
  const friday = "2027-01-29T09:00:00";

  test.each([
    ["a week after a late completion", "FREQ=WEEKLY", "2027-02-02T18:00:00Z", "2027-02-09T09:00:00"],
    ["a week after an early completion", "FREQ=WEEKLY", "2027-01-28T06:00:00Z", "2027-02-04T09:00:00"],
    ["three days after it", "FREQ=DAILY;INTERVAL=3", "2027-02-02T18:00:00Z", "2027-02-05T09:00:00"],
    ["the same date of the next month", "FREQ=MONTHLY", "2027-02-02T18:00:00Z", "2027-03-02T09:00:00"],
    ["a month that has the date", "FREQ=MONTHLY", "2027-01-31T18:00:00Z", "2027-03-31T09:00:00"],
    ["the next weekday of the rule", "FREQ=WEEKLY;BYDAY=MO,FR", "2027-02-02T18:00:00Z", "2027-02-05T09:00:00"],
    ["the local date, not that of UTC", "FREQ=DAILY", "2027-02-02T23:30:00Z", "2027-02-04T09:00:00"],
    ["the completed date itself, if it is the next", "FREQ=DAILY", "2027-01-28T06:00:00Z", "2027-01-29T09:00:00"],
    [
      "the series, where no date follows",
      "FREQ=DAILY;INTERVAL=7;BYDAY=FR",
      "2027-02-02T18:00:00Z",
      "2027-02-05T09:00:00",
    ],
  ])("the next date is %s", (_what, rrule, doneAt, expected) => {
    expect(place({ rrule, from }, friday, doneAt)).toBe(expected);
  });

  test("9:00 stays 9:00 across a clock change", () => {
    const found = next({ from }, "2027-03-20T09:00:00", "2027-03-27T20:00:00Z");
    expect([found?.occurrence.localTime, found?.dueAt.toISOString()]).toEqual([
      "2027-03-28T09:00:00",
      "2027-03-28T07:00:00.000Z",
    ]);
  });

  test("each completion begins the rule again, with what is left of COUNT", () => {
    const counted = next({ rrule: "RRULE:COUNT=3;FREQ=DAILY", from, catchUp: "next" }, friday, "2027-02-02T18:00:00Z");
    expect(counted).toEqual({
      dueAt: new Date("2027-02-03T08:00:00Z"),
      recurrence: { rrule: "RRULE:COUNT=2;FREQ=DAILY", timeZone: berlin, from, catchUp: "next" },
      occurrence: { seriesId, seriesStart: "2027-02-02T09:00:00", localTime: "2027-02-03T09:00:00" },
    });
    expect(next({ rrule: "FREQ=DAILY;COUNT=1", from }, friday, "2027-02-02T18:00:00Z")).toBeUndefined();
  });

  test("where no date follows, the series goes on as often as it must", () => {
    const rrule = "FREQ=DAILY;INTERVAL=7;BYDAY=FR";
    const first = next({ rrule, from }, friday, "2027-02-02T18:00:00Z")?.occurrence;
    expect(first).toMatchObject({ seriesStart: friday, localTime: "2027-02-05T09:00:00" });
    expect(place({ rrule, from }, "2027-02-05T09:00:00", "2027-02-09T18:00:00Z", friday)).toBe("2027-02-12T09:00:00");
  });

  test("UNTIL ends it", () => {
    const rrule = "FREQ=DAILY;UNTIL=20270203T080000Z";
    expect(place({ rrule, from }, friday, "2027-02-02T18:00:00Z")).toBe("2027-02-03T09:00:00");
    expect(place({ rrule, from }, friday, "2027-02-03T18:00:00Z")).toBeUndefined();
  });

  test.each([
    ["all", "2027-02-02T20:00:00"],
    ["next", "2027-02-03T08:00:00"],
  ] as const)("of two times a day with catchUp %s, %s follows", (catchUp, expected) => {
    const recurrence = { rrule: "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0", from, catchUp } as const;
    expect(place(recurrence, "2027-01-29T08:00:00", "2027-02-02T20:30:00Z")).toBe(expected);
  });
});

describe("missed dates", () => {
  const start = "2027-01-01T09:00:00";
  const late = "2027-01-11T12:00:00Z";

  test("follow one by one, unless only the next is asked for", () => {
    for (const catchUp of [undefined, "all"] as const)
      expect(place({ catchUp }, start, late)).toBe("2027-01-02T09:00:00");
    expect(place({ catchUp: "next" }, start, late)).toBe("2027-01-12T09:00:00");
  });

  test("a task that is completed in time has the same next date either way", () => {
    expect(place({ catchUp: "next" }, start, "2026-12-30T12:00:00Z")).toBe("2027-01-02T09:00:00");
  });

  test("keep the interval of the series", () => {
    expect(place({ rrule: "FREQ=DAILY;INTERVAL=3", catchUp: "next" }, start, late)).toBe("2027-01-13T09:00:00");
  });

  test("count for COUNT", () => {
    const counted = (count: number) => place({ rrule: `FREQ=DAILY;COUNT=${count}`, catchUp: "next" }, start, late);
    expect(counted(12)).toBe("2027-01-12T09:00:00");
    expect(counted(11)).toBeUndefined();
  });

  test("a date at the very instant is missed; of an hour that happens twice, the later instant counts", () => {
    expect(place({ catchUp: "next" }, start, "2027-01-11T08:00:00Z")).toBe("2027-01-12T09:00:00");
    // The clocks go back at 1:00 UTC: 2:30 was half an hour ago and 2:45, of the first 2 o'clock, a quarter.
    const rrule = "FREQ=DAILY;BYHOUR=2;BYMINUTE=30,45";
    expect(place({ rrule, catchUp: "next" }, "2027-10-30T02:30:00", "2027-10-31T01:20:00Z")).toBe(
      "2027-11-01T02:30:00",
    );
  });
});
