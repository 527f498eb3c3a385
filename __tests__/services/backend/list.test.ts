import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

const tasks = [
  { title: "Alpha", priority: "high", tags: ["home", "green"], dueAt: "2099-01-01T00:00:00Z" },
  { title: "Beta", priority: "low", tags: ["home"], dueAt: "2099-01-02T00:00:00Z", description: "More of ALPHA" },
  { title: "Gamma", priority: "high", tags: [], dueAt: "2099-01-03T00:00:00Z", description: "100% done_" },
  { title: "Delta", tags: ["green"] },
];

beforeAll(async () => {
  for (const task of tasks) {
    const { id } = taskSchema.parse((await ann("POST", "/api/tasks", task)).body);
    if (task.title === "Gamma") await ann("POST", `/api/tasks/${id}/complete`);
  }
});

const page = async (query: string, call = ann) =>
  pageOf(taskSchema).parse((await call("GET", `/api/tasks?${query}`)).body);
const titles = async (query: string) => (await page(query)).items.map(({ title }) => title);

test.each([
  ["", ["Delta", "Gamma", "Beta", "Alpha"]],
  ["status=open", ["Delta", "Beta", "Alpha"]],
  ["status=completed", ["Gamma"]],
  ["priority=high", ["Gamma", "Alpha"]],
  ["priority=medium", ["Delta"]],
  ["tag=home", ["Beta", "Alpha"]],
  ["tag=hom", []],
  ["tag=", []],
  ["search=", ["Delta", "Gamma", "Beta", "Alpha"]],
  ["dueBefore=2099-01-02T00:00:00Z", ["Alpha"]],
  ["dueAfter=2099-01-02T00:00:00Z", ["Gamma", "Beta"]],
  ["dueAfter=2099-01-01T23:00:00-02:00", ["Gamma"]],
  ["search=alpha", ["Beta", "Alpha"]],
  ["search=100%25 done_", ["Gamma"]],
  ["search=a_pha", []],
  ["status=open&priority=high", ["Alpha"]],
  ["tag=green&dueBefore=2099-12-31T00:00:00Z", ["Alpha"]],
  ["status=open&search=alpha&tag=home&dueAfter=2099-01-02T00:00:00Z&dueBefore=2099-01-03T00:00:00Z", ["Beta"]],
  ["status=completed&tag=home", []],
])("?%s finds %j, newest first", async (query, expected) => {
  expect(await titles(query)).toEqual(expected);
});

test("pages join without loss or double, while new tasks are created between them", async () => {
  const bob = api.as("bob");
  const create = async (title: string) => taskSchema.parse((await bob("POST", "/api/tasks", { title })).body).id;
  const before = await Promise.all(Array.from({ length: 23 }, (_, index) => create(`Task ${index}`)));
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { items, nextCursor }: Awaited<ReturnType<typeof page>> = await page(
      `limit=5${cursor && `&cursor=${cursor}`}`,
      bob,
    );
    expect(items.length).toBeLessThanOrEqual(5);
    seen.push(...items.map(({ id }) => id));
    cursor = nextCursor;
    await create("One more");
  }
  expect(seen).toEqual([...before].sort().reverse());
});

test("a page that is exactly full has no next one", async () => {
  expect(await page("limit=4")).toMatchObject({ items: { length: 4 }, nextCursor: null });
});

test("a cursor goes on within the filters", async () => {
  const { nextCursor } = await page("priority=high&limit=1");
  expect(await titles(`priority=high&limit=1&cursor=${nextCursor}`)).toEqual(["Alpha"]);
});

test.each([
  ["cursor", "nonsense"],
  ["cursor", Buffer.from('"not-a-uuid"').toString("base64url")],
  ["cursor", Buffer.from("{").toString("base64url")],
  ["cursor", "x".repeat(201)],
  ["limit", "0"],
  ["limit", "101"],
  ["limit", "many"],
  ["limit", ""],
  ["limit", "0x10"],
  ["limit", "1e1"],
  ["limit", "1.0"],
  ["limit", "+1"],
  ["limit", "%201"],
  ["status", "done"],
  ["priority", "urgent"],
  ["dueBefore", "tomorrow"],
  ["dueAfter", "2099-01-01T00:00:00"],
  ["search", "%00"],
  ["page", "2"],
])("?%s=%s is refused by name", async (field, value) => {
  expect(await ann("GET", `/api/tasks?${field}=${value}`)).toMatchObject({
    status: 400,
    body: { errors: [{ field, message: expect.stringMatching(/./) }] },
  });
});
