import { parse } from "csv-parse/sync";
import ICAL from "ical.js";
import { z } from "zod";
import { taskPages } from "../../../services/backend/export/task-pages";
import { listSchema } from "../../../services/backend/list-schemas";
import { taskSchema } from "../../../services/backend/schemas";
import { Database } from "../../../services/runtime/database/database";
import { tokenFor, useBackend } from "../../helpers/backend";
import { fileOf } from "../../helpers/backend-file";

const api = useBackend();
const ann = api.as("ann");

const fileSchema = z.object({
  format: z.literal("freehold"),
  version: z.literal(1),
  exportedAt: z.iso.datetime(),
  tasks: z.array(z.looseObject({ id: z.string(), title: z.string(), reminders: z.unknown(), recurrence: z.unknown() })),
});
const jsonOf = async (user: string) =>
  fileSchema.parse(JSON.parse((await fileOf(api.url, user, "/api/export?format=json")).text));
const create = async (task: object, call = ann) => taskSchema.parse((await call("POST", "/api/tasks", task)).body);

const weekly = {
  title: "Bins, black; and =blue",
  description: "two\nlines",
  priority: "high",
  tags: ["home", "a,b"],
  dueAt: "2027-03-22T08:00:00.000Z",
  reminders: [{ minutesBefore: 30 }, { minutesBefore: 5 }],
  recurrence: { rrule: "FREQ=WEEKLY;BYDAY=MO;COUNT=5", timeZone: "Europe/Berlin" },
};

test("JSON has a version, and all tasks with their rules and reminders, oldest first", async () => {
  const made = [await create(weekly), await create({ title: "Plain" })];
  const { tasks } = await jsonOf("ann");
  expect(tasks.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
  const { ownerId: _, version: __, ...first } = made[0] ?? {};
  expect(tasks[0]).toEqual({ ...first, reminders: [{ minutesBefore: 5 }, { minutesBefore: 30 }] });
  const { headers } = await fileOf(api.url, "ann", "/api/export");
  expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(headers.get("content-disposition")).toBe('attachment; filename="freehold-tasks.json"');
});

test("an export has the tasks of its owner alone", async () => {
  await create({ title: "Ann's own" });
  const others = await Promise.all(
    ["json", "csv", "ics"].map((format) => fileOf(api.url, "bob", `/api/export?format=${format}`)),
  );
  for (const { text } of others) expect(text).not.toContain("Ann's own");
  expect((await jsonOf("bob")).tasks).toEqual([]);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("CSV shows %j as text to a spreadsheet", async (description) => {
  const user = `csv ${description}`;
  await create({ title: 'A "quoted", title', description }, api.as(user));
  const { text, headers } = await fileOf(api.url, user, "/api/export?format=csv");
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const rows = parse(text, { bom: true, columns: true });
  expect(rows).toMatchObject([{ title: 'A "quoted", title', description: `'${description}`, status: "open" }]);
  expect(text).not.toMatch(/[^\r]\n/);
});

test("CSV has the name of a task's list, and its checklist", async () => {
  const call = api.as("csv list");
  const list = listSchema.parse((await call("POST", "/api/lists", { name: "Home" })).body);
  await create({ title: "Clean", listId: list.id, checklist: [{ text: "Bath", done: true }, { text: "Hall" }] }, call);
  await create({ title: "Rest" }, call);
  const { text } = await fileOf(api.url, "csv list", "/api/export?format=csv");
  expect(parse(text, { bom: true, columns: true })).toMatchObject([
    { title: "Clean", list: "Home", checklist: "[x] Bath\n[ ] Hall" },
    { title: "Rest", list: "", checklist: "" },
  ]);
});

test("iCalendar has a VTODO for each task, in lines of at most 75 bytes", async () => {
  const user = "ics";
  const { id } = await create({ ...weekly, title: `Bins, black; ${"ü€😀".repeat(30)}` }, api.as(user));
  const { text } = await fileOf(api.url, user, "/api/export?format=ics");
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [todo] = calendar.getAllSubcomponents("vtodo");
  expect(todo?.getFirstPropertyValue("uid")).toBe(id);
  expect(todo?.getFirstPropertyValue("summary")).toBe(`Bins, black; ${"ü€😀".repeat(30)}`);
  expect(todo?.getFirstPropertyValue("description")).toBe("two\nlines");
  expect(todo?.getFirstProperty("categories")?.getValues()).toEqual(["home", "a,b"]);
  expect(todo?.getFirstProperty("dtstart")?.toICALString()).toBe("DTSTART;TZID=Europe/Berlin:20270322T090000");
  expect(todo?.getFirstProperty("due")?.toICALString()).toBe("DUE;TZID=Europe/Berlin:20270322T090001");
  expect(String(todo?.getFirstPropertyValue("rrule"))).toBe("FREQ=WEEKLY;COUNT=5;BYDAY=MO");
  expect(todo?.getAllSubcomponents("valarm").map((alarm) => String(alarm.getFirstPropertyValue("trigger")))).toEqual([
    "-PT5M",
    "-PT30M",
  ]);
  const [zone] = calendar.getAllSubcomponents("vtimezone");
  const berlin = new ICAL.Timezone(zone);
  const offsetOn = (time: string) => berlin.utcOffset(ICAL.Time.fromDateTimeString(time)) / 3_600;
  const year = new Date().getUTCFullYear() + 1;
  expect([offsetOn(`${year}-01-15T12:00:00`), offsetOn(`${year}-07-15T12:00:00`)]).toEqual([1, 2]);
});

test("COUNT in iCalendar is what is left of the series", async () => {
  const call = api.as("count");
  const { id } = await create(weekly, call);
  await api.db.database.query(
    "update freehold.tasks set local_time = '2027-04-05T09:00:00', due_at = $2 where id = $1",
    [id, "2027-04-05T07:00:00Z"],
  );
  const { text } = await fileOf(api.url, "count", "/api/export?format=ics");
  expect(text).toContain("RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO");
});

test("a page ends at its bound, the next begins behind it, and none is read before it is asked for", async () => {
  const { database } = api.db;
  await database.query(
    `insert into freehold.tasks (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at, version)
     select gen_random_uuid(), 'many', 'many', 'Task ' || n, 'low', '{}', 'open', '{}', now(), now(), 1 from generate_series(1, 450) n`,
  );
  let statements = 0;
  const counting = {
    query: ((text: string, values: unknown[]) => {
      statements += 1;
      return database.query(text, values);
    }) as typeof database.query,
  };
  const pages = taskPages(counting, "many");
  const first = await pages.next();
  expect([first.value?.length, statements]).toEqual([200, 1]);
  const ids: string[] = (first.value ?? []).map(({ id }: { id: string }) => id);
  for await (const page of pages) ids.push(...page.map(({ id }) => id));
  expect([new Set(ids).size, statements]).toEqual([450, 3]);
  expect(ids).toEqual([...ids].sort());
});

test("large tasks make small pages", async () => {
  const call = api.as("large");
  for (let n = 0; n < 60; n += 1) await create({ title: `Large ${n}`, description: "x".repeat(10_000) }, call);
  const sizes: number[] = [];
  for await (const page of taskPages(api.db.database, "large")) sizes.push(page.length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(60);
});

test("a reader who leaves ends the export", async () => {
  const leaving = new AbortController();
  const response = await fetch(`${api.url}/api/export`, {
    headers: { authorization: `Bearer ${await tokenFor("many")}` },
    signal: leaving.signal,
  });
  await response.body?.getReader().read();
  leaving.abort();
  expect((await jsonOf("many")).tasks).toHaveLength(450);
});

test.each([["format=xml"], ["format=json&more=1"]])("GET /api/export?%s is refused", async (query) => {
  expect(await ann("GET", `/api/export?${query}`)).toMatchObject({ status: 400, body: { title: "Invalid request" } });
});

test("HEAD of an export tells what the file is, and reads no task", async () => {
  const query = jest.spyOn(Database.prototype, "query");
  const readsOfTasks = () => query.mock.calls.filter(([text]) => String(text).includes("from freehold.tasks")).length;
  const { status, headers, body } = await ann("HEAD", "/api/export?format=csv");
  expect([status, headers.get("content-type"), headers.get("content-length"), body]).toEqual([
    ...[200, "text/csv; charset=utf-8", null, undefined],
  ]);
  expect(readsOfTasks()).toBe(0);
  await fileOf(api.url, "ann", "/api/export");
  expect(readsOfTasks()).toBeGreaterThan(0);
  query.mockRestore();
});
