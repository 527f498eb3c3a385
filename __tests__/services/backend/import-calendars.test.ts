import { FileProblems } from "../../../services/backend/import/file-problems";
import { readIcs } from "../../../services/backend/import/read-ics";
import { readTodoist } from "../../../services/backend/import/read-todoist";
import { ReadingTime } from "../../../services/backend/import/reading-time";
import { HttpProblem } from "../../../services/runtime/http/problem";

const now = new Date("2027-03-01T12:00:00Z");
const contextWith = (limitMs?: number) => ({
  problems: new FileProblems(),
  time: new ReadingTime(limitMs),
  now,
  timeZone: "Europe/Berlin",
});

/** Reads a file as the route does. */
async function read(reader: typeof readIcs, text: string, limitMs?: number) {
  const context = contextWith(limitMs);
  const result = await reader(text, context);
  context.problems.throwIfAny();
  return result;
}
const problemsIn = async (reader: typeof readIcs, text: string): Promise<[number | undefined, string][]> => {
  const error: unknown = await read(reader, text).catch((thrown: unknown) => thrown);
  if (!(error instanceof HttpProblem)) throw error;
  return error.problem.errors?.map(({ line, field }) => [line, field]) ?? [];
};

const calendar = (...lines: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTODO", "UID:1", ...lines, "END:VTODO", "END:VCALENDAR", ""].join("\r\n");
const todo = async (...lines: string[]) => (await read(readIcs, calendar("SUMMARY:x", ...lines))).tasks[0];

describe("iCalendar", () => {
  test("a to-do of another program becomes a task", async () => {
    expect(
      await todo(
        "DESCRIPTION:one\\, two\\nthr",
        " ee",
        "PRIORITY:2",
        "CATEGORIES:home,a\\,b",
        "DTSTART;TZID=Europe/Vienna:20270401T080000",
        "DUE;TZID=Europe/Vienna:20270401T090000",
        "RRULE:FREQ=WEEKLY;BYDAY=TH",
        "CREATED:20260101T000000Z",
        "BEGIN:VALARM",
        "TRIGGER;RELATED=END:-PT30M",
        "END:VALARM",
        "BEGIN:VALARM",
        "TRIGGER:-PT0M",
        "END:VALARM",
      ),
    ).toMatchObject({
      source: "uid:1",
      line: 3,
      title: "x",
      description: "one, two\nthree",
      priority: "high",
      tags: ["home", "a,b"],
      status: "open",
      dueAt: "2027-04-01T07:00:00.000Z",
      reminders: [{ minutesBefore: 30 }, { minutesBefore: 60 }],
      recurrence: { rrule: "FREQ=WEEKLY;BYDAY=TH", timeZone: "Europe/Vienna" },
      occurrence: { seriesStart: "2027-04-01T09:00:00", localTime: "2027-04-01T09:00:00" },
      createdAt: "2026-01-01T00:00:00.000Z",
    });
  });

  test.each([
    ["UTC", ["DUE:20270701T090000Z"], "2027-07-01T09:00:00.000Z"],
    ["a floating time", ["DUE:20270701T090000"], "2027-07-01T07:00:00.000Z"],
    ["a date", ["DUE;VALUE=DATE:20270701"], "2027-07-01T21:59:59.000Z"],
    ["a prefixed zone", ["DUE;TZID=/x.org/2027/America/New_York:20270701T090000"], "2027-07-01T13:00:00.000Z"],
    ["a start", ["DTSTART:20270701T090000Z"], "2027-07-01T09:00:00.000Z"],
    ["a start and a duration", ["DTSTART:20270701T090000Z", "DURATION:PT1H"], "2027-07-01T10:00:00.000Z"],
    ["no date", [], null],
  ])("the due date comes from %s", async (_what, lines, dueAt) => {
    expect((await todo(...lines))?.dueAt).toBe(dueAt);
  });

  test.each([
    ["DUE", ["DUE;VALUE=DATE:20270701"], "2027-07-01"],
    ["a start and a day", ["DTSTART;VALUE=DATE:20270701", "DURATION:P1D"], "2027-07-01"],
    ["a start and two days", ["DTSTART;VALUE=DATE:20270701", "DURATION:P2D"], "2027-07-02"],
  ])("a date of %s is a whole day, and its alarms count from its beginning", async (_what, lines, date) => {
    const alarm = ["BEGIN:VALARM", "TRIGGER;RELATED=END:-PT15H", "END:VALARM"];
    expect(await todo(...lines, "RRULE:FREQ=DAILY;UNTIL=20270710", ...alarm)).toMatchObject({
      dueOn: { date, timeZone: "Europe/Berlin" },
      reminders: [{ minutesBefore: 1_440 }],
      recurrence: { rrule: "FREQ=DAILY;UNTIL=20270710T215959Z", timeZone: "Europe/Berlin" },
      occurrence: { localTime: `${date}T23:59:59` },
    });
  });

  test("a zone's own name is found by its X-LIC-LOCATION, behind the to-do too", async () => {
    const file = calendar("SUMMARY:x", "DUE;TZID=W. Europe:20270701T090000").replace(
      "END:VCALENDAR",
      "BEGIN:VTIMEZONE\r\nTZID:W. Europe\r\nX-LIC-LOCATION:Europe/Berlin\r\nEND:VTIMEZONE\r\nEND:VCALENDAR",
    );
    expect((await read(readIcs, file)).tasks[0]?.dueAt).toBe("2027-07-01T07:00:00.000Z");
  });

  test("what is no task is told and left out", async () => {
    const file = calendar("SUMMARY:x", "EXDATE:20270101T000000Z").replace(
      "END:VCALENDAR",
      "BEGIN:VEVENT\r\nSUMMARY:e\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nSTATUS:CANCELLED\r\nEND:VTODO\r\nEND:VCALENDAR",
    );
    const { tasks, notes } = await read(readIcs, file);
    expect(tasks).toHaveLength(1);
    expect(notes.map(({ line }) => line)).toEqual([8, 6, 11]);
  });

  test.each([
    ["no date", ["SUMMARY:x", "DUE:20271301T090000Z"], [[6, "DUE"]]],
    ["an unknown zone", ["SUMMARY:x", "DUE;TZID=Mars/Base:20270101T090000"], [[6, "DUE"]]],
    ["a rule that is none", ["SUMMARY:x", "DUE:20270101T090000Z", "RRULE:FREQ=SECONDLY"], [[3, "RRULE"]]],
    ["no title", ["DUE:20270101T090000Z"], [[3, "SUMMARY"]]],
    ["a bad priority", ["SUMMARY:x", "PRIORITY:high"], [[6, "PRIORITY"]]],
    ["a line without a colon", ["SUMMARY:x", "nonsense"], [[6, "line"]]],
    ["an open quote", ['SUMMARY;X="a:x'], [[5, "line"]]],
    [
      "a wrong END",
      ["SUMMARY:x", "END:VEVENT"],
      [
        [6, "END"],
        [7, "END"],
      ],
    ],
  ])("%s is told with its line", async (_what, lines, problems) => {
    expect((await problemsIn(readIcs, calendar(...lines))).slice(0, problems.length)).toEqual(problems);
  });

  test.each([
    ["nothing", ""],
    ["no calendar", "hello"],
    ["no to-do", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"],
    ["no end", "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n"],
    ["deep nesting", "BEGIN:VCALENDAR\r\n".repeat(50)],
  ])("%s is refused", async (_what, text) => {
    expect(await problemsIn(readIcs, text)).not.toEqual([]);
  });
});

describe("CSV of Todoist", () => {
  const header = "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE";
  const csv = (...rows: string[]) => [header, ...rows].join("\n");

  test("tasks have labels, comments, priorities and dates", async () => {
    const { tasks, notes } = await read(
      readTodoist,
      csv(
        'task,"Pay rent @home @money","a\nb",1,1,,,every month at 9:00,en,Europe/Berlin',
        "note,remember,,,,,,,,",
        "section,Later,,,,,,,,",
        "task,Sub,,4,2,,,2027-05-01 18:00,en,America/New_York",
        "task,Water,,2,1,,,every! 3 days at 8:00,en,",
      ),
    );
    expect(tasks).toMatchObject([
      {
        title: "Pay rent",
        tags: ["home", "money"],
        description: "a\nb\n\nremember",
        priority: "high",
        line: 2,
        recurrence: { timeZone: "Europe/Berlin" },
      },
      { title: "Sub", priority: "low", dueAt: "2027-05-01T22:00:00.000Z", line: 6 },
      { title: "Water", priority: "medium", recurrence: { rrule: expect.stringMatching(/DAILY/), from: "completion" } },
    ]);
    expect(notes.map(({ line }) => line)).toEqual([5, 6]);
  });

  test("rows that are the same are told apart, and keep their sources", async () => {
    const sources = async () =>
      (await read(readTodoist, csv("task,a,,,,,,,,", "task,a,,,,,,,,"))).tasks.map((t) => t.source);
    expect(new Set(await sources()).size).toBe(2);
    expect(await sources()).toEqual(await sources());
  });

  test.each([
    ["a date that is none", ["task,a,,,,,,whenever I feel,en,"], [[2, "DATE"]]],
    ["a bad priority", ["task,a,,9,,,,,,"], [[2, "PRIORITY"]]],
    ["no title", ["task,,,,,,,,,"], [[2, "CONTENT"]]],
    ["an unknown type", ["Task,a,,,,,,,,"], [[2, "TYPE"]]],
    ["no task", ["section,a,,,,,,,,"], [[1, "TYPE"]]],
  ])("%s is told with its line", async (_what, rows, problems) => {
    expect(await problemsIn(readTodoist, csv(...rows))).toEqual(problems);
  });

  test.each([
    ["nothing", ""],
    ["other columns", "a,b\n1,2"],
    ["an open quote", 'TYPE,CONTENT\ntask,"a'],
  ])("%s is refused", async (_what, text) => {
    expect(await problemsIn(readTodoist, text)).not.toEqual([]);
  });
});

describe("hostile files", () => {
  const megabytes = 4_900_000;
  const files: [string, typeof readIcs, string][] = [
    ["parameters without end", readIcs, calendar(`SUMMARY${";A=B".repeat(megabytes / 4)}:x`)],
    ["one folded line", readIcs, calendar(`SUMMARY:x${"\r\n y".repeat(megabytes / 4)}`)],
    ["many categories", readIcs, calendar("SUMMARY:x", ...Array(80).fill(`CATEGORIES:${"a,".repeat(30_000)}`))],
    ["begins without end", readIcs, "BEGIN:VTODO\n".repeat(megabytes / 12)],
    ["quotes", readIcs, calendar(`SUMMARY;A=${'"'.repeat(megabytes)}:x`)],
    ["empty lines", readIcs, "\n".repeat(megabytes)],
    ["an open quote in CSV", readTodoist, `TYPE,CONTENT\ntask,"${"x".repeat(megabytes)}`],
    ["many columns", readTodoist, `TYPE,CONTENT${",a".repeat(megabytes / 2)}\ntask,x`],
    [
      "many dates",
      readTodoist,
      `TYPE,CONTENT,DATE\n${Array.from({ length: 60_000 }, (_, n) => `task,x,in ${n} days at noon on monday may 5 at 9:00 jan`).join("\n")}`,
    ],
    [
      "rules that take long to prove",
      readIcs,
      `BEGIN:VCALENDAR\n${Array.from({ length: 20_000 }, (_, n) => `BEGIN:VTODO\nUID:${n}\nSUMMARY:x\nDUE:20270101T000000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VTODO\n`).join("")}END:VCALENDAR\n`,
    ],
  ];

  test.each(files)("%s: the file is refused", async (_what, reader, text) => {
    await expect(read(reader, text, 1_000)).rejects.toBeInstanceOf(HttpProblem);
  });

  test("lines of many parameters are read", async () => {
    const lines = Array.from({ length: 80 }, () => `SUMMARY${";A=B".repeat(15_000)}:x`);
    expect((await read(readIcs, calendar(...lines))).tasks).toMatchObject([{ title: "x" }]);
  });

  test("others get their turn while rules are checked", async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const [, reader = readIcs, text = ""] = files.at(-1) ?? [];
    await expect(read(reader, text, 500)).rejects.toBeInstanceOf(HttpProblem);
    isDone = true;
    expect(turns).toBeGreaterThan(3);
  });

  test("a file that takes too long is refused", async () => {
    const todos = Array.from({ length: 2_000 }, (_, n) => `BEGIN:VTODO\nUID:${n}\nSUMMARY:x\nEND:VTODO\n`).join("");
    await expect(read(readIcs, `BEGIN:VCALENDAR\n${todos}END:VCALENDAR\n`, 0)).rejects.toMatchObject({
      problem: { detail: expect.stringContaining("Import it in parts") },
    });
  });
});
