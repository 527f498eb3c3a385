import fc from "fast-check";
import { toIcs } from "../../../services/backend/export/ics";
import { toJson } from "../../../services/backend/export/json";
import { FileProblems } from "../../../services/backend/import/file-problems";
import { readIcs } from "../../../services/backend/import/read-ics";
import { readJson } from "../../../services/backend/import/read-json";
import { ReadingTime } from "../../../services/backend/import/reading-time";
import { listSchema } from "../../../services/backend/list-schemas";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { dayIn, endOfDay } from "../../../services/domain/all-day";
import type { StoredTask } from "../../../services/domain/task-row";
import { useBackend } from "../../helpers/backend";
import { fileOf } from "../../helpers/backend-file";
import { importer } from "../../helpers/import-file";

const formats = { json: { write: toJson, read: readJson }, ics: { write: toIcs, read: readIcs } };

const character = fc.oneof(
  fc.constantFrom("a", ",", ";", "\\", ":", '"', "ü", "😀", "'", "^", "=", "\u00a0"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);
const text = (most: number) =>
  fc.array(character, { maxLength: most }).map((all) => all.join("").replace(/\0|\p{Surrogate}/gu, ""));
const line = (most: number) =>
  text(most).map((value) => `x${value.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202d\u202e]/gu, "")}x`);
const instant = fc
  .date({ min: new Date("1970-01-02"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((at) => at.toISOString());
const recurrence = fc.record(
  {
    rrule: fc.constantFrom(
      "FREQ=DAILY",
      "freq=weekly;byday=mo,th",
      "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=7",
      "RRULE:FREQ=YEARLY;UNTIL=20991231T000000Z",
    ),
    timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "UTC", "Asia/Kathmandu"),
    from: fc.constant("completion" as const),
    catchUp: fc.constant("next" as const),
  },
  { requiredKeys: ["rrule", "timeZone"] },
);
const lists = ["Home", 'Work; "shed", ü', "Home"].map((name, order) => ({
  ...{ id: `018f0000-0000-7000-8000-00000000000${order}`, name, order },
  colour: order === 1 ? "#1a7f37" : null,
}));
const task = fc
  .record({
    id: fc.uuid({ version: 7 }),
    title: line(30),
    description: fc.option(text(200)),
    priority: fc.constantFrom("low" as const, "medium" as const, "high" as const),
    tags: fc.uniqueArray(line(10), { maxLength: 4 }),
    isDone: fc.boolean(),
    dueAt: fc.option(instant),
    isWholeDay: fc.boolean(),
    minutes: fc.uniqueArray(fc.nat(40_320), { maxLength: 5 }),
    recurrence: fc.option(recurrence),
    series: fc.record({ seriesId: fc.uuid({ version: 7 }), day: fc.integer({ min: 1, max: 28 }) }),
    times: fc.tuple(instant, instant, instant),
    list: fc.option(fc.nat(2)),
    position: fc.constantFrom("80", "0180ff", "018f00000000700080000000000000ff"),
    snoozedUntil: fc.option(fc.constant("2095-01-01T00:00:00.000Z")),
    checklist: fc.array(fc.record({ id: fc.uuid(), text: line(20), done: fc.boolean() }), { maxLength: 3 }),
  })
  .map(
    ({
      isDone,
      isWholeDay,
      minutes,
      series: { seriesId, day },
      times: [createdAt, updatedAt, completedAt],
      list,
      snoozedUntil,
      ...rest
    }): StoredTask => {
      const repeats = rest.dueAt ? rest.recurrence : null;
      const localTime = `2027-03-${String(day).padStart(2, "0")}T${isWholeDay ? "23:59:59" : "09:00:00"}`;
      const dueOn =
        rest.dueAt && isWholeDay ? dayIn(new Date(rest.dueAt), repeats?.timeZone ?? "Asia/Tokyo") : undefined;
      return {
        ...rest,
        ...(dueOn && { dueOn, dueAt: endOfDay(dueOn).toISOString() }),
        ownerId: "ann",
        ...(snoozedUntil && !isDone && { snoozedUntil }),
        status: isDone ? "completed" : "open",
        reminders: rest.dueAt ? minutes.sort((a, b) => a - b).map((minutesBefore) => ({ minutesBefore })) : [],
        recurrence: repeats,
        occurrence: repeats && { seriesId, seriesStart: localTime, localTime },
        listId: list === null ? null : (lists[list]?.id ?? null),
        completedAt: isDone ? completedAt : null,
        createdAt,
        updatedAt,
        version: 1,
      };
    },
  );
const tasks = fc.uniqueArray(task, { selector: ({ id }) => id, minLength: 1, maxLength: 5 });

async function* onePage<Item>(items: Item[]) {
  yield items;
}

test.each(["json", "ics"] as const)("what %s writes is read as it was", async (format) => {
  const { write, read } = formats[format];
  await fc.assert(
    fc.asyncProperty(tasks, async (all) => {
      let file = "";
      for await (const part of write(onePage(all), lists)) file += part;
      const problems = new FileProblems();
      const result = await read(file, { problems, time: new ReadingTime(), now: new Date(), timeZone: "UTC" });
      problems.throwIfAny();
      const expected = all.map(({ id, ownerId: _, version: __, ...rest }) => ({
        ...rest,
        source: `uid:${id}`,
      }));
      expect(result.tasks.map(({ line: _, ...rest }) => rest)).toEqual(expected);
      const used = lists.filter(({ id }) => format === "json" || all.some(({ listId }) => listId === id));
      expect(result.lists.sort((a, b) => a.order - b.order)).toEqual(used);
    }),
    { numRuns: 60 },
  );
});

test("what another program has changed counts more than what Freehold wrote", async () => {
  const [first] = fc.sample(
    task.filter(({ status, recurrence }) => status === "open" && !recurrence),
    1,
  );
  let file = "";
  for await (const part of toIcs(
    onePage(first ? [{ ...first, title: "Before", listId: lists[1]?.id ?? null }] : []),
    lists,
  ))
    file += part;
  const edited = file.replace("SUMMARY:Before", "SUMMARY:After").replace("STATUS:NEEDS-ACTION", "STATUS:COMPLETED");
  const problems = new FileProblems();
  const { tasks: read } = await readIcs(edited, {
    problems,
    time: new ReadingTime(),
    now: new Date(),
    timeZone: "UTC",
  });
  expect(read).toMatchObject([
    { title: "After", status: "completed", listId: lists[1]?.id, checklist: first?.checklist },
  ]);
});

const api = useBackend();
const send = importer(() => api.url);

test.each(["json", "ics"] as const)("an account moves as %s from one owner to another", async (format) => {
  const from = `from ${format}`;
  const call = api.as(from);
  const list = listSchema.parse((await call("POST", "/api/lists", { name: "Home", colour: "#1a7f37", order: 7 })).body);
  await call("POST", "/api/tasks", { title: "Plain", description: "a\r\nb\u0007" });
  await call("POST", "/api/tasks", {
    title: "Whole days",
    dueOn: { date: "2027-03-22", timeZone: "Europe/Berlin" },
    reminders: [{ minutesBefore: 0 }],
    recurrence: { rrule: "FREQ=WEEKLY;UNTIL=20280101T000000Z", timeZone: "Europe/Berlin" },
  });
  await call("POST", "/api/tasks", {
    title: "Repeats",
    listId: list.id,
    checklist: [{ text: "One", done: true }, { text: "Two" }],
    dueAt: "2027-03-22T08:00:00.123Z",
    reminders: [{ minutesBefore: 30 }],
    recurrence: { rrule: "FREQ=WEEKLY;COUNT=5", timeZone: "Europe/Berlin", from: "completion", catchUp: "next" },
  });
  const last = taskSchema.parse((await call("POST", "/api/tasks", { title: "Last, moved to the middle" })).body);
  const whole = (await call("GET", "/api/tasks?search=Whole")).body as { items: { id: string }[] };
  await call("POST", `/api/tasks/${last.id}/move`, { after: whole.items[0]?.id });
  await call("POST", `/api/tasks/${last.id}/reminders/snooze`, { until: "2099-01-01T08:00:00Z" });
  const { text: file } = await fileOf(api.url, from, `/api/export?format=${format}`);
  expect(await send(`to ${format}`, format, file)).toMatchObject({
    status: 200,
    body: { created: 4, lists: ["Home"] },
  });
  const plain = async (user: string) => {
    const exported = JSON.parse((await fileOf(api.url, user, "/api/export")).text) as {
      lists: { id: string; name: string }[];
      tasks: Record<string, unknown>[];
    };
    const names = new Map<unknown, string>(exported.lists.map(({ id, name }) => [id, name]));
    const tasks = exported.tasks
      .map(({ id: _, listId, occurrence, ...rest }) => ({
        ...{ ...rest, list: names.get(listId), occurrence: { ...(occurrence as object), seriesId: "" } },
      }))
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    return { tasks, lists: exported.lists.map(({ id: _, ...rest }) => rest) };
  };
  expect(await plain(`to ${format}`)).toEqual(await plain(from));
  const inOrder = async (user: string) =>
    pageOf(taskSchema)
      .parse((await api.as(user)("GET", "/api/tasks?sort=manual")).body)
      .items.map(({ title }) => title);
  const titles = ["Repeats", "Whole days", "Last, moved to the middle", "Plain"];
  expect([await inOrder(from), await inOrder(`to ${format}`)]).toEqual([titles, titles]);
});
