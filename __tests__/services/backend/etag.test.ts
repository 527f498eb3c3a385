import { v7 as uuidv7 } from "uuid";
import { taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

const create = async (fields: object = {}) => {
  const { body, headers } = await ann("POST", "/api/tasks", { title: "Pay rent", ...fields });
  return { ...taskSchema.parse(body), etag: headers.get("etag") };
};
const read = (id: string, headers?: Record<string, string>) => ann("GET", `/api/tasks/${id}`, undefined, headers);

test("every answer with one task has an ETag that changes with the task", async () => {
  const task = await create();
  expect(task.etag).toBe('"1"');
  expect((await read(task.id)).headers.get("etag")).toBe('"1"');
  expect((await ann("PATCH", `/api/tasks/${task.id}`, { title: "Pay" })).headers.get("etag")).toBe('"2"');
  expect((await ann("POST", `/api/tasks/${task.id}/complete`)).headers.get("etag")).toBe('"3"');
  expect((await read(task.id)).headers.get("etag")).toBe('"3"');
});

test("the ETag changes with the state of a reminder, which is no conflict for a change", async () => {
  const task = await create({ dueAt: "2099-01-01T00:00:00Z", reminders: [{ minutesBefore: 5 }] });
  await api.db.database.query(
    `insert into freehold.reminders (id, task_id, owner_id, actor, minutes_before, remind_at, status)
     values ($1, $2, 'ann', 'reminder-consumer', 5, '2098-12-31T23:55:00Z', 'scheduled')`,
    [uuidv7(), task.id],
  );
  const { headers } = await read(task.id);
  expect(headers.get("etag")).not.toBe(task.etag);
  expect((await read(task.id, { "if-none-match": task.etag ?? "" })).status).toBe(200);
  const change = await ann("PATCH", `/api/tasks/${task.id}`, { title: "x" }, { "if-match": task.etag ?? "" });
  expect(change.status).toBe(200);
});

const changes: [string, string, object | undefined][] = [
  ["PATCH", "", { title: "Mine" }],
  ["DELETE", "", undefined],
  ["POST", "/complete", undefined],
];

describe.each(changes)("%s %s", (method, suffix, body) => {
  test.each([
    ["another version", '"999"'],
    ["the version as a weak tag", 'W/"1"'],
    ["a list without the version", '"2", "3.s", "1x"'],
    ["no version", '"x"'],
    ["an empty tag", '""'],
  ])("with If-Match of %s is refused with 412, and changes nothing", async (_what, tag) => {
    const { id } = await create();
    const answer = await ann(method, `/api/tasks/${id}${suffix}`, body, { "if-match": tag });
    expect(answer).toMatchObject({ status: 412, body: { status: 412, detail: expect.stringContaining("version 1") } });
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect((await read(id)).body).toMatchObject({ title: "Pay rent", status: "open", version: 1 });
  });

  test.each([
    ["the version", '"1"'],
    ["a list with the version", 'W/"1", "7" ,\t"1"'],
    ["a list with empty members", ', "1",'],
    ["any version", "*"],
  ])("with If-Match of %s is done", async (_what, tag) => {
    const { id } = await create();
    const { status } = await ann(method, `/api/tasks/${id}${suffix}`, body, { "if-match": tag });
    expect(status).toBe(method === "DELETE" ? 204 : 200);
  });

  test.each(["1", '"1', '"1" "2"', "*, *", '"a"b"', ","])(
    "with the malformed If-Match %s is refused with 400",
    async (tag) => {
      const { id } = await create();
      expect(await ann(method, `/api/tasks/${id}${suffix}`, body, { "if-match": tag })).toMatchObject({
        status: 400,
        body: { errors: [{ field: "If-Match" }] },
      });
    },
  );

  test("of a task that does not exist is 404, also with If-Match", async () => {
    expect((await ann(method, `/api/tasks/${uuidv7()}${suffix}`, body, { "if-match": "*" })).status).toBe(404);
  });
});

test("of many writers who saw the same version exactly one wins", async () => {
  const { id } = await create();
  const requests = Array.from({ length: 6 }, (_, index) =>
    ann("PATCH", `/api/tasks/${id}`, { title: `Writer ${index}` }, { "if-match": '"1"' }),
  );
  const answers = await Promise.all([
    ...requests,
    ann("POST", `/api/tasks/${id}/complete`, undefined, { "if-match": '"1"' }),
    ann("DELETE", `/api/tasks/${id}`, undefined, { "if-match": '"1"' }),
  ]);
  const lost = answers.filter(({ status }) => status === 412 || status === 404);
  expect(answers.length - lost.length).toBe(1);
});

test.each([
  ["the tag", '"1"', 304],
  ["the tag, weak", 'W/"1"', 304],
  ["a list with the tag", '"9", "1"', 304],
  ["*", "*", 304],
  ["another tag", '"2"', 200],
])("GET with If-None-Match of %s", async (_what, tag, status) => {
  const { id } = await create();
  const answer = await read(id, { "if-none-match": tag });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("etag")).toBe('"1"');
  if (status === 304) expect(answer.body).toBeUndefined();
});
