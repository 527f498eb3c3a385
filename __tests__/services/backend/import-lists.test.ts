import { listSchema } from "../../../services/backend/list-schemas";
import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { mostLists } from "../../../services/contracts/quotas";
import { useBackend } from "../../helpers/backend";
import { fileOf } from "../../helpers/backend-file";
import { importer, problemsOf } from "../../helpers/import-file";

const api = useBackend();
const send = importer(() => api.url);

const uuid = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const home = { id: uuid(1), name: "Home", colour: "#1a7f37", order: 3 };
const fileWith = (lists: unknown, ...tasks: object[]) =>
  JSON.stringify({ format: "freehold", version: 1, lists, tasks }, null, 1);
const listsOf = async (user: string) => pageOf(listSchema).parse((await api.as(user)("GET", "/api/lists")).body).items;
/** Each task with the name of its list. */
const tasksOf = async (user: string) => {
  const names = new Map((await listsOf(user)).map(({ id, name }) => [id, name]));
  return pageOf(taskSchema)
    .parse((await api.as(user)("GET", "/api/tasks")).body)
    .items.map(({ title, listId }) => [title, listId === null ? null : names.get(listId)]);
};

test("missing lists are made, once, and a dry run names them", async () => {
  const file = fileWith([home, { id: uuid(2), name: "Empty" }], { id: uuid(9), title: "Sweep", listId: home.id });
  const dry = await send("ann", "json", file, { query: "&dryRun=true" });
  expect(dry).toMatchObject({ status: 200, body: { created: 1, lists: ["Home", "Empty"] } });
  expect(await listsOf("ann")).toEqual([]);
  expect(await send("ann", "json", file)).toMatchObject({ body: { created: 1, lists: ["Home", "Empty"] } });
  expect(await send("ann", "json", file)).toMatchObject({ body: { created: 0, lists: [] } });
  expect(await listsOf("ann")).toMatchObject([
    { name: "Empty", colour: null },
    { name: "Home", colour: "#1a7f37", order: 3 },
  ]);
  expect(await tasksOf("ann")).toEqual([["Sweep", "Home"]]);
});

test("two owners get lists of their own from one file", async () => {
  const file = fileWith([home], { title: "Sweep", listId: home.id });
  for (const user of ["carl", "dora"]) expect(await send(user, "json", file)).toMatchObject({ body: { created: 1 } });
  const ids = (await Promise.all(["carl", "dora"].map(listsOf))).flat().map(({ id }) => id);
  expect(new Set([...ids, home.id]).size).toBe(3);
});

test("a list that the owner has, by its id or by its name, is used", async () => {
  const call = api.as("has");
  const list = listSchema.parse((await call("POST", "/api/lists", { name: "Home" })).body);
  await send("has", "json", fileWith([home], { title: "By name", listId: home.id }));
  await call("PATCH", `/api/lists/${list.id}`, { name: "House" });
  const answer = await send("has", "json", fileWith([{ ...home, id: list.id }], { title: "By id", listId: list.id }));
  expect(answer).toMatchObject({ body: { created: 1, lists: [] } });
  expect(await tasksOf("has")).toEqual(
    expect.arrayContaining([
      ["By name", "House"],
      ["By id", "House"],
    ]),
  );
  expect(await listsOf("has")).toHaveLength(1);
});

test("a list of the same name is made once from a file that has it twice", async () => {
  const tasks = [1, 2].map((n) => ({ title: `Task ${n}`, listId: uuid(n) }));
  await send("twice", "json", fileWith([home, { ...home, id: uuid(2) }], ...tasks));
  expect((await listsOf("twice")).map(({ name }) => name)).toEqual(["Home"]);
  expect((await tasksOf("twice")).map(([, list]) => list)).toEqual(["Home", "Home"]);
});

test("a task whose list is neither in the file nor the owner's comes to the default list", async () => {
  const other = listSchema.parse((await api.as("other")("POST", "/api/lists", { name: "Theirs" })).body);
  await send("alone", "json", fileWith([], { title: "Alone", listId: other.id }));
  expect(await tasksOf("alone")).toEqual([["Alone", null]]);
});

test("an export goes back after its list is deleted", async () => {
  const call = api.as("back");
  const list = listSchema.parse((await call("POST", "/api/lists", { name: "Home" })).body);
  const task = taskSchema.parse((await call("POST", "/api/tasks", { title: "Sweep", listId: list.id })).body);
  const { text } = await fileOf(api.url, "back", "/api/export");
  await call("DELETE", `/api/tasks/${task.id}`);
  await call("DELETE", `/api/lists/${list.id}`);
  expect(await send("back", "json", text)).toMatchObject({ body: { created: 1, lists: ["Home"] } });
  expect(await tasksOf("back")).toEqual([["Sweep", "Home"]]);
});

test("a bad list is refused with its line", async () => {
  const file = fileWith([home, { id: uuid(2), name: "", colour: "red" }], { title: "x" });
  expect(problemsOf(await send("bad", "json", file)).map(([line, field]) => [line, field])).toEqual([
    [11, "lists.1.name"],
    [11, "lists.1.colour"],
  ]);
  expect(problemsOf(await send("bad", "json", fileWith({})))).toEqual([[1, "lists", "must be a list"]]);
});

test("a file with more lists than the owner may have is refused before anything is written", async () => {
  const lists = Array.from({ length: mostLists + 1 }, (_, n) => ({ id: uuid(n), name: `List ${n}` }));
  for (const query of ["", "&dryRun=true"]) {
    const answer = await send("full", "json", fileWith(lists, { title: "x" }), { query });
    expect(answer).toMatchObject({ status: 429, body: { quota: { name: "lists", limit: mostLists } } });
  }
  expect([await listsOf("full"), await tasksOf("full")]).toEqual([[], []]);
});
