import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
type Call = ReturnType<typeof api.as>;

const create = async (call: Call, body: object) => taskSchema.parse((await call("POST", "/api/tasks", body)).body);
const page = async (call: Call, query: string) =>
  pageOf(taskSchema).parse((await call("GET", `/api/tasks?${query}`)).body);
const titles = async (call: Call, query: string) => (await page(call, query)).items.map(({ title }) => title);

/** All pages of a list, with something done between each two. */
async function walk(call: Call, query: string, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const next: Awaited<ReturnType<typeof page>> = await page(call, `${query}&limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...next.items.map(({ title }) => title));
    cursor = next.nextCursor;
    if (cursor !== null) await between();
  }
  return seen;
}

const tasks = [
  { title: "A", priority: "low", dueAt: "2099-01-03T00:00:00Z" },
  { title: "B", priority: "high", dueAt: "2099-01-01T00:00:00.123Z" },
  { title: "C", priority: "medium" },
  { title: "D", priority: "high", dueAt: "2099-01-03T00:00:00Z" },
  { title: "E", priority: "low" },
];

test.each([
  ["created", "EDCBA"],
  ["due", "BDAEC"],
  ["priority", "DBCEA"],
  ["manual", "EDCBA"],
])("sort=%s is %s, also page by page and in a list", async (sort, expected) => {
  const call = api.as(`ann ${sort}`);
  const { body } = await call("POST", "/api/lists", { name: "Half" });
  const { id: listId } = body as { id: string };
  for (const task of tasks) await create(call, { ...task, ...(task.title < "D" && { listId }) });
  expect((await titles(call, `sort=${sort}`)).join("")).toBe(expected);
  expect((await walk(call, `sort=${sort}`)).join("")).toBe(expected);
  expect((await walk(call, `sort=${sort}&list=${listId}`)).join("")).toBe(expected.replaceAll(/[DE]/g, ""));
  expect((await walk(call, `sort=${sort}&list=default&status=open`)).join("")).toBe(expected.replaceAll(/[ABC]/g, ""));
  expect((await walk(call, `sort=${sort}&priority=high`)).join("")).toBe(expected.replaceAll(/[ACE]/g, ""));
});

test.each(["due", "priority", "manual"])(
  "pages by %s join without loss or double, while tasks are created and changed between them",
  async (sort) => {
    const call = api.as(`bob ${sort}`);
    const made: Awaited<ReturnType<typeof create>>[] = [];
    for (let n = 0; n < 9; n += 1) {
      made.push(
        await create(call, { title: `Task ${n}`, priority: "medium", dueAt: `2099-01-0${1 + (n % 3)}T00:00:00Z` }),
      );
    }
    let n = 0;
    const seen = await walk(call, `sort=${sort}`, async () => {
      n += 1;
      // New ones at either end, and a change that leaves a task where it is.
      await create(call, { title: "New", priority: "high", dueAt: "2098-01-01T00:00:00Z" });
      await call("PATCH", `/api/tasks/${made[n]?.id}`, { description: "Changed" });
    });
    expect(seen.filter((title) => title !== "New").sort()).toEqual(made.map(({ title }) => title));
  },
);

describe("a move", () => {
  const move = (call: Call, id: string, body: object, headers?: Record<string, string>) =>
    call("POST", `/api/tasks/${id}/move`, body, headers);

  async function five(call: Call): Promise<Record<string, string>> {
    const ids: Record<string, string> = {};
    for (const title of "EDCBA") ids[title] = (await create(call, { title })).id;
    return ids;
  }

  test("puts a task before or after another and changes no other; a new task comes first", async () => {
    const call = api.as("cyd");
    const { A = "", B = "", C = "", D = "", E = "" } = await five(call);
    const steps: [string, object, string][] = [
      [A, { after: C }, "BCADE"],
      [E, { before: B }, "EBCAD"],
      [E, { after: D }, "BCADE"],
      [C, { before: B }, "CBADE"],
      [D, { after: C }, "CDBAE"],
    ];
    for (const [id, target, expected] of steps) {
      expect(await move(call, id, target)).toMatchObject({ status: 200 });
      expect((await walk(call, "sort=manual")).join("")).toBe(expected);
    }
    expect((await call("GET", `/api/tasks/${B}`)).body).toMatchObject({ version: 1 });
    await create(call, { title: "N" });
    expect((await titles(call, "sort=manual")).join("")).toBe("NCDBAE");
    const { items } = await page(call, "sort=manual");
    expect(items.map(({ position }) => position)).toEqual(
      items
        .map(({ position }) => position)
        .sort()
        .reverse(),
    );
  });

  test("to where the task is already changes nothing, and an old version is refused", async () => {
    const call = api.as("dan");
    const { A = "", B = "", C = "" } = await five(call);
    expect(await move(call, A, { before: B })).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await move(call, A, { after: B }, { "if-match": '"1"' })).toMatchObject({ body: { version: 2 } });
    expect(await move(call, A, { after: C }, { "if-match": '"1"' })).toMatchObject({ status: 412 });
  });

  test("is refused beside nothing, beside itself, beside another owner's, of a done task, and of another owner's", async () => {
    const call = api.as("eve");
    const { A = "", B = "" } = await five(call);
    const foreign = (await create(api.as("fay"), { title: "Foreign" })).id;
    const unknown = "018f0000-0000-7000-8000-000000000000";
    for (const id of [foreign, unknown, A]) {
      expect(await move(call, A, { after: id })).toMatchObject({ status: 400, body: { errors: [{ field: "after" }] } });
    }
    for (const body of [{}, { after: B, before: B }]) expect((await move(call, A, body)).status).toBe(400);
    for (const id of [foreign, unknown]) expect((await move(call, id, { after: A })).status).toBe(404);
    await call("POST", `/api/tasks/${A}/complete`);
    expect((await move(call, A, { after: B })).status).toBe(409);
  });

  test("where there is no room spreads the tasks around, which keep their order, each with its event", async () => {
    const call = api.as("gil");
    const { A = "", B = "", C = "", D = "" } = await five(call);
    const place = async (id: string, hex: string) =>
      api.db.database.query("update freehold.tasks set position = decode($2, 'hex') where id = $1", [id, hex]);
    const deep = "80".repeat(39);
    await place(A, `${deep}82`);
    await place(B, `${deep}81`);
    await place(C, `${deep}80`);
    expect(await move(call, D, { after: A })).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await walk(call, "sort=manual")).join("")).toBe("ADBCE");
    const { items } = await page(call, "sort=manual");
    expect(Math.max(...items.map(({ position }) => position.length))).toBeLessThan(deep.length);
    expect(items.find(({ title }) => title === "B")).toMatchObject({ version: 2 });
  });

  test("at the same time as others to the same place leaves one order of all", async () => {
    const call = api.as("hal");
    const { A = "", B = "", C = "", D = "", E = "" } = await five(call);
    const answers = await Promise.all([B, C, D, E].map((id) => move(call, id, { before: A })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { items } = await page(call, "sort=manual");
    expect(items[4]?.title).toBe("A");
    expect(new Set(items.map(({ position }) => position)).size).toBe(5);
  });
});

test.each(["due", "priority", "manual"])("a cursor that sort=%s did not give is refused", async (sort) => {
  const call = api.as("ian");
  const id = "018f0000-0000-7000-8000-000000000000";
  for (const place of [id, [id], [id, "nonsense"], [id, 5], ["1", null]]) {
    const cursor = Buffer.from(JSON.stringify(place)).toString("base64url");
    expect(await call("GET", `/api/tasks?sort=${sort}&cursor=${cursor}`)).toMatchObject({
      status: 400,
      body: { errors: [{ field: "cursor" }] },
    });
  }
});
