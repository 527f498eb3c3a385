import { derivedId } from "../../../services/backend/import/derived-id";
import { FileProblems } from "../../../services/backend/import/file-problems";
import { planImport } from "../../../services/backend/import/plan";
import { readTodoist } from "../../../services/backend/import/read-todoist";
import { ReadingTime } from "../../../services/backend/import/reading-time";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";
import { answerOf, importer } from "../../helpers/import-file";

const api = useBackend();
const send = importer(() => api.url);

const titles = (count: number) => Array.from({ length: count }, (_, n) => `Row ${n + 1}`);
const todoist = (rows: string[]) => ["TYPE,CONTENT,PRIORITY", ...rows.map((row) => `task,${row},2`), ""].join("\n");
const calendar = (rows: string[]) =>
  [
    ...["BEGIN:VCALENDAR", "VERSION:2.0"],
    ...rows.flatMap((row, n) => ["BEGIN:VTODO", `UID:${n}`, `SUMMARY:${row}`, "END:VTODO"]),
    ...["END:VCALENDAR", ""],
  ].join("\r\n");
const json = (rows: string[]) =>
  JSON.stringify({ format: "freehold", version: 1, tasks: rows.map((title) => ({ title })) });

const titlesOf = async (user: string, sort: string) =>
  pageOf(taskSchema)
    .parse((await api.as(user)("GET", `/api/tasks?sort=${sort}&limit=100`)).body)
    .items.map(({ title }) => title);

test.each([
  ["todoist-csv", todoist],
  ["ics", calendar],
  ["json", json],
] as const)("tasks of %s without dates keep the order of their file, above older tasks", async (format, fileOf) => {
  await api.as(format)("POST", "/api/tasks", { title: "Older" });
  expect(answerOf(await send(format, format, fileOf(titles(20)))).created).toBe(20);
  await api.as(format)("POST", "/api/tasks", { title: "Newer" });
  for (const sort of ["created", "manual", "priority"])
    expect([sort, await titlesOf(format, sort)]).toEqual([sort, ["Newer", ...titles(20), "Older"]]);
});

test("an import that was interrupted is completed in the order of its file", async () => {
  const { database } = api.db;
  await send("cut", "todoist-csv", todoist(titles(6)));
  await api.as("cut")("POST", "/api/tasks", { title: "Newer" });
  await database.query("delete from freehold.tasks where owner_id = 'cut' and title in ('Row 2', 'Row 5')");
  expect(answerOf(await send("cut", "todoist-csv", todoist(titles(6)))).created).toBe(2);
  expect(await titlesOf("cut", "created")).toEqual(["Newer", ...titles(6)]);
});

test("a file is known when its tasks were imported long ago, or by a release whose ids began with no time", async () => {
  const { database } = api.db;
  await send("long", "todoist-csv", todoist(titles(3)));
  await database.query("delete from freehold.idempotency_keys where owner_id = 'long'");
  await database.query(
    "update freehold.tasks set id = ('00000000-0000-8abc-' || right(id::text, 17))::uuid where owner_id = 'long' and title = 'Row 2'",
  );
  expect(await send("long", "todoist-csv", todoist(titles(3)))).toMatchObject({ body: { created: 0, existing: 3 } });
});

test("two replicas give the tasks of one file the same ids, the first the greatest", async () => {
  const reading = { problems: new FileProblems(), time: new ReadingTime(), now: new Date(), timeZone: "UTC" };
  const { tasks } = await readTodoist(todoist(titles(10_000)), reading);
  const importedAt = new Date("2027-01-01T00:00:00Z");
  const idsOf = async () =>
    (await planImport(api.db.database, "both", tasks, { ...reading, importedAt })).planned.map(({ id }) => id);
  const ids = await idsOf();
  expect(await idsOf()).toEqual(ids);
  expect(new Set(ids).size).toBe(10_000);
  expect(ids.toSorted().toReversed()).toEqual(ids);
  expect(ids).not.toContain(derivedId("both", tasks[0]?.source ?? ""));
});
