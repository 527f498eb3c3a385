import fc from "fast-check";
import { chronos } from "../../../../services/domain/quick-add/chrono";
import { type QuickAddReading, readQuickAdd } from "../../../../services/domain/quick-add/read";
import { scheduleOf } from "../../../../services/domain/quick-add/schedule";
import { languages } from "../../../../services/domain/quick-add/vocabulary";
import { localTimeOf, RecurrenceError } from "../../../../services/domain/recurrence";
import { acceptedSteps, Steps } from "../../../../services/domain/steps";
import { de as germanMessages } from "../../../../services/frontend/web/messages/de";
import { en as englishMessages } from "../../../../services/frontend/web/messages/en";
import { datePhrases } from "./date-phrases";
import { englishPhrases, germanPhrases } from "./phrases";
import { rulePhrases } from "./rule-phrases";

const clock = { now: new Date("2026-11-30T10:00:00Z"), timeZone: "Europe/Berlin" };

const wednesday = { ...clock, now: new Date("2026-12-02T09:00:00Z") };

/** The due date in the owner's zone, to the minute unless it is a whole day, and the rule. */
function scheduled(reading: QuickAddReading, at = clock): [due: string, rrule: string] {
  const { due, recurrence } = scheduleOf(reading, at);
  const local = due ? localTimeOf(due.at, at.timeZone).slice(0, "yyyy-mm-ddThh:mm".length).replace("T", " ") : "";
  return [due?.day?.date ?? local, recurrence?.rrule ?? ""];
}

test.each(englishPhrases)("%s", (text, title, ...schedule) => {
  const reading = readQuickAdd(text, clock);
  expect([reading.title, ...scheduled(reading)]).toEqual([title, ...schedule]);
});

test.each(germanPhrases)("in German: %s", (text, title, ...schedule) => {
  const reading = readQuickAdd(text, clock, ["de"]);
  expect([reading.title, ...scheduled(reading)]).toEqual([title, ...schedule]);
});

test.each([...rulePhrases, ...datePhrases])("in both languages: %s", (text, title, ...schedule) => {
  const reading = readQuickAdd(text, wednesday, ["de", "en"]);
  expect([reading.title, ...scheduled(reading, wednesday)]).toEqual([title, ...schedule]);
});

test.each([
  ["every! 3 days water plants", "water plants"],
  ["water plants every 3 days after completion", "water plants"],
  ["Blumen gießen alle 3 Tage nach Erledigung", "Blumen gießen"],
])("%s counts from the completion", (text, title) => {
  const reading = readQuickAdd(text, wednesday, ["de", "en"]);
  expect(reading.title).toBe(title);
  expect(scheduleOf(reading, wednesday).recurrence).toEqual({
    rrule: "FREQ=DAILY;INTERVAL=3",
    timeZone: "Europe/Berlin",
    from: "completion",
  });
});

test("of two languages the one that explains more of the text is used", () => {
  const read = (text: string) => readQuickAdd(text, clock, ["de", "en"]).title;
  expect(read("do laundry tomorrow 9am")).toBe("do laundry");
  expect(read("Wäsche übermorgen um 9")).toBe("Wäsche");
});

test.each<[string, Partial<QuickAddReading>]>([
  ["Zahnarzt morgen 18:00 remind 1h before", { title: "Zahnarzt", remindMinutes: [60] }],
  ["jeden Montag Sport remind 1h before", { title: "Sport", remindMinutes: [60] }],
  ["Zahnarzt jeden Montag !high", { title: "Zahnarzt", priority: "high" }],
  ["dentist every monday !niedrig", { title: "dentist", priority: "low" }],
  ["dentist tomorrow erinnere mich 1 Std vorher", { title: "dentist", remindMinutes: [60] }],
  ["Sport remind 15 min jeden Montag", { title: "Sport", remindMinutes: [15] }],
])("priorities and reminders of both languages are read in %s", (text, expected) => {
  const reading = readQuickAdd(text, clock, ["de", "en"]);
  expect(reading).toMatchObject(expected);
  expect(reading.repetition ?? reading.due?.day).toBeDefined();
});

test.each([englishMessages, germanMessages])("the hint of the page is read in all its words", ({ quickAdd }) => {
  const [hint = ""] = quickAdd.hint.split(". ");
  const texts = hint.slice(hint.indexOf(":") + 1).split(",");
  const titles = texts.map((text) => readQuickAdd(text, clock, ["de", "en"]).title);
  expect(titles).toEqual(["", "", "", "", ""]);
});

test.each<[string, Partial<QuickAddReading>]>([
  ["call mum #Family #home,  #home !high", { title: "call mum", tags: ["Family", "home"], priority: "high" }],
  ["fix #12 !2 !important", { title: "fix #12 !important", tags: [], priority: "medium" }],
  ['say "every day #not !high" friday', { title: 'say "every day #not !high"', tags: [] }],
  ["x friday remind me 1h30m and 2 days before", { title: "x", remindMinutes: [90, 2_880] }],
  ["x friday reminder 15 min", { title: "x", remindMinutes: [15] }],
  ["remind me to call mum friday", { title: "remind me to call mum", remindMinutes: [] }],
  [
    "__proto__ constructor #constructor !constructor",
    { title: "__proto__ constructor !constructor", tags: ["constructor"] },
  ],
])("%s", (text, expected) => expect(readQuickAdd(text, clock)).toMatchObject(expected));

test("spans say which words became what", () => {
  const text = "pay rent every month on the 1st 9am until may 1 #home !high remind 30m before";
  const spans = readQuickAdd(text, clock).spans.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
  expect(spans).toEqual([
    "repeat: every month on the 1st",
    "due: 9am",
    "until: until may 1",
    "tag: #home",
    "priority: !high",
    "reminder: remind 30m before",
  ]);
});

test("an ambiguous phrase is read one way, and the other is named", () => {
  expect(readQuickAdd("bins every second tuesday", clock).repetition?.note).toMatchObject({
    code: "EVERY_OTHER_WEEK",
    message: expect.stringContaining("of the month"),
  });
  expect(readQuickAdd("bins every other tuesday", clock).repetition?.note).toBeUndefined();
});

test.each([
  ["Asia/Tokyo", ["2026-11-30 20:00", "2026-12-01 09:00", "2026-12-07", "2026-12-30", "2026-11-30 21:00"]],
  // Tuesday, 0:00.
  ["Pacific/Kiritimati", ["2026-12-01 20:00", "2026-12-01 09:00", "2026-12-07", "2027-01-01", "2026-12-01 02:00"]],
  // Sunday, 23:00.
  ["Pacific/Pago_Pago", ["2026-11-29 20:00", "2026-12-01 09:00", "2026-11-30", "2026-12-29", "2026-11-30 01:00"]],
])("today and dates are those of %s", (timeZone, expected) => {
  const at = { ...clock, timeZone };
  const texts = ["x tonight", "x the 1st 9:00", "x monday", "x next month", "x in 2 hours"];
  expect(texts.map((text) => scheduled(readQuickAdd(text, at), at)[0])).toEqual(expected);
});

test("an instant with an offset is that instant", () => {
  expect(scheduled(readQuickAdd("x 2027-03-01T09:00Z", clock))[0]).toBe("2027-03-01 10:00");
});

/** Words of the grammar, in any order: what gets deepest into the readers. */
const ownWords = fc.constantFrom(
  ...'every! other second 2nd 3 15. mon-fri mondays except to quarter past half 20.50 halb viertel nach abends freitagabend jeder Monats Letzten sat so in 1h last day week weeks month year monday mon, and of the on in at 9 9am 18:00 24 dec may 1 until tomorrow next friday for times remind me 30m before #a !high " , - 1. 24.12. 2027-02-30 jeden zweiten Dienstag im Monat am letzten Tag bis morgen um Uhr alle erinnere vorher x'.split(
    " ",
  ),
);
const texts = fc.oneof(
  fc.array(ownWords, { maxLength: 100 }).map((words) => words.join(" ")),
  fc
    .tuple(ownWords, ownWords, fc.constantFrom(" ", "  ", ""))
    .map(([one, other, gap]) => `${one}${gap}${other}${gap}`.repeat(100)),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 200 }),
);
const zones = fc.constantFrom("UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns");
const moments = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });

test("no text throws, and each takes a bounded number of steps", () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...languages), zones, moments, (long, language, timeZone, now) => {
      const text = [...long].slice(0, 200).join("");
      const steps = new Steps(acceptedSteps);
      const reading = readQuickAdd(text, { now, timeZone }, [language], steps);
      expect(steps.taken).toBeLessThan(5_000);
      let end = 0;
      for (const span of reading.spans) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeGreaterThan(span.start);
        end = span.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
      try {
        scheduleOf(reading, { now, timeZone });
      } catch (error) {
        expect(error).toBeInstanceOf(RecurrenceError);
      }
    }),
    { numRuns: 400 },
  );
});

test("chrono-node, which reads a long text for seconds, gets a few words at a time", () => {
  const parse = jest.spyOn(chronos.en, "parse");
  readQuickAdd("  1  tue ".repeat(30).slice(0, 200), clock);
  readQuickAdd("1 x tue 9 x ".repeat(30).slice(0, 200), clock);
  const texts = parse.mock.calls.map(([text]) => text);
  parse.mockRestore();
  expect(texts[0]).toBe("1 tue 1 tue 1 tue 1 tue");
  expect(texts.length).toBeLessThanOrEqual(1 + 8);
});
