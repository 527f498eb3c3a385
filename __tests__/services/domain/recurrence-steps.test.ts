import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { nextInSeries } from "../../../services/domain/next-in-series";
import { checkSeries, firstOccurrence, nextOccurrence, RecurrenceError } from "../../../services/domain/recurrence";
import type { Frequency } from "../../../services/domain/rrule-parts";
import { acceptedSteps, maxSteps, offsetSteps, Steps } from "../../../services/domain/steps";

/** The last count before a refusal is for more than one step: an offset, or the positions of one period. */
const overshoot = 1_000;

const upTo = (high: number, low = 1) =>
  fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 60 });
const signed = (high: number) => upTo(high, -high).map((all) => all.filter((number) => number !== 0));
const weekdays = fc.uniqueArray(fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU"), { minLength: 1 });
const numberedWeekdays = fc.array(
  fc
    .tuple(fc.constantFrom("", "1", "2", "-1", "5", "6", "-53", "53"), fc.constantFrom("MO", "WE", "SU"))
    .map((day) => day.join("")),
  { minLength: 1, maxLength: 8 },
);
const all = (count: number) => Array.from({ length: count }, (_, number) => number);
const mayHave = <T>(part: fc.Arbitrary<T>) => fc.option(part, { nil: undefined });

/** Rules that the RFC allows, from the whole grammar; sparse ones and such with many times a day come often. */
const rules = fc.constantFrom<Frequency>("DAILY", "WEEKLY", "MONTHLY", "YEARLY").chain((frequency) => {
  const yearly = frequency === "YEARLY";
  const withNumbers = yearly || frequency === "MONTHLY";
  return fc
    .record({
      FREQ: fc.constant(frequency),
      INTERVAL: mayHave(fc.oneof(fc.integer({ min: 1, max: 999 }), fc.constantFrom(4, 7, 400))),
      COUNT: mayHave(fc.oneof(fc.integer({ min: 1, max: 9_999 }), fc.constant(9_999))),
      BYMONTH: mayHave(fc.oneof(upTo(12), fc.constant([2]))),
      BYWEEKNO: yearly ? mayHave(fc.oneof(signed(53), fc.constantFrom([53], [-53]))) : fc.constant(undefined),
      BYYEARDAY: yearly ? mayHave(fc.oneof(signed(366), fc.constantFrom([366], [-366]))) : fc.constant(undefined),
      BYMONTHDAY:
        frequency === "WEEKLY"
          ? fc.constant(undefined)
          : mayHave(fc.oneof(signed(31), fc.constantFrom([29], [30], [31]))),
      BYDAY: mayHave(withNumbers ? fc.oneof(weekdays, numberedWeekdays) : weekdays),
      BYHOUR: mayHave(fc.oneof(upTo(23, 0), fc.constant(all(24)))),
      BYMINUTE: mayHave(fc.oneof(upTo(59, 0), fc.constant(all(60)))),
      BYSETPOS: mayHave(fc.oneof(signed(366), fc.constantFrom([1], [-1], [366], [-366]))),
      WKST: mayHave(fc.constantFrom("MO", "SU", "TH")),
    })
    .map((parts) =>
      Object.entries(parts)
        .filter(([, value]) => value !== undefined && String(value) !== "")
        .map(([name, value]) => `${name}=${String(value)}`)
        .join(";"),
    )
    .filter((rule) => rule.length <= 500);
});
const zones = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/Santiago",
  "Etc/GMT-3",
);
const starts = fc
  .date({ min: new Date("1970-01-02"), max: new Date("9990-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19));
const numRuns = 120;

/** Runs a call that may be refused, and says whether it was. */
function isRefused(call: (steps: Steps) => unknown, limit: number): boolean {
  const steps = new Steps(limit);
  const offsets = jest.spyOn(Temporal.Instant, "fromEpochMilliseconds").mockClear();
  try {
    call(steps);
    return false;
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    return true;
  } finally {
    expect(steps.taken).toBeLessThanOrEqual(limit + overshoot);
    // An offset is what costs most. Each one is counted.
    expect(offsets.mock.calls.length * offsetSteps).toBeLessThanOrEqual(steps.taken + 2 * offsetSteps);
  }
}

afterEach(() => jest.restoreAllMocks());

test("checking any rule and finding its dates takes a bounded number of steps", () => {
  fc.assert(
    fc.property(rules, zones, starts, (rrule, timeZone, start) => {
      const recurrence = { rrule, timeZone };
      isRefused((steps) => firstOccurrence(recurrence, new Date(`${start}Z`), steps), acceptedSteps);
      if (isRefused((steps) => checkSeries(recurrence, start, steps), acceptedSteps)) return;
      // What is accepted once can be completed: no later call reaches the limit.
      let after: string | undefined = start;
      for (let completions = 0; after && completions < 3; completions += 1) {
        const place = after;
        after = undefined;
        const refused = isRefused((steps) => {
          after = nextOccurrence(recurrence, start, place, steps)?.localTime;
        }, maxSteps);
        expect(refused).toBe(false);
      }
    }),
    { numRuns },
  );
});

test("what is accepted once can be completed or skipped at any time, whatever is asked for", () => {
  const froms = fc.constantFrom("schedule" as const, "completion" as const);
  const catchUps = fc.constantFrom("all" as const, "next" as const);
  fc.assert(
    fc.property(rules, zones, starts, starts, froms, catchUps, (rrule, timeZone, start, doneAt, from, catchUp) => {
      const recurrence = { rrule, timeZone, from, catchUp };
      if (isRefused((steps) => checkSeries(recurrence, start, steps), acceptedSteps)) return;
      const occurrence = { seriesId: "0192f0c0-0000-7000-8000-000000000001", seriesStart: start, localTime: start };
      const complete = (steps: Steps) => nextInSeries({ recurrence, occurrence }, new Date(`${doneAt}Z`), steps);
      expect(isRefused(complete, maxSteps)).toBe(false);
    }),
    { numRuns: numRuns / 3 },
  );
});

test("without COUNT, the steps need no limit: one cycle of the calendar is the most", () => {
  fc.assert(
    fc.property(rules, zones, starts, (rule, timeZone, start) => {
      const steps = new Steps(Number.POSITIVE_INFINITY);
      try {
        checkSeries({ rrule: rule.replace(/;COUNT=\d+/, ""), timeZone }, start, steps);
      } catch (error) {
        expect(error).toBeInstanceOf(RecurrenceError);
      }
      expect(steps.taken).toBeLessThan(acceptedSteps);
    }),
    { numRuns },
  );
});

test("a rule with every minute of the day is cheap", () => {
  const rrule = `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${all(24)};BYMINUTE=${all(60)}`;
  const steps = new Steps();
  const first = firstOccurrence({ rrule, timeZone: "Etc/GMT-3" }, new Date("2026-11-29T08:00:30Z"), steps);
  expect(first?.at.toISOString()).toBe("2026-11-29T08:01:00.000Z");
  expect(steps.taken).toBeLessThan(5_000);
});

test.each([
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
  "FREQ=MONTHLY;BYDAY=6MO",
  "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366",
  `FREQ=DAILY;BYHOUR=9;BYSETPOS=${all(60).map((number) => number + 2)}`,
])("%s is refused after at most one cycle of the calendar", (rrule) => {
  const steps = new Steps();
  expect(() => checkSeries({ rrule, timeZone: "UTC" }, "2027-01-31T09:00:00", steps)).toThrow("gives no date");
  expect(steps.taken).toBeLessThan(acceptedSteps);
});
