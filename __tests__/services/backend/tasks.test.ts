import { taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

/** Number of events of a task that were ever written, from the count that gives them their sequence. */
const eventsOf = async (id: string): Promise<number> => {
  const { rows } = await api.db.database.query<{ last: number }>(
    "select last from freehold.sequences where topic = 'task-events' and subject = $1",
    [id],
  );
  return rows[0]?.last ?? 0;
};
const create = async (task: object) => taskSchema.parse((await ann("POST", "/api/tasks", task)).body);

test("a created task is answered with 201, whole, and found at its location", async () => {
  const { status, headers, body } = await ann("POST", "/api/tasks", {
    title: "  Water the plants ",
    description: "All of them",
    priority: "high",
    tags: ["home", "home", " green "],
    dueAt: "2099-10-31T09:00:00-04:00",
    reminders: [{ minutesBefore: 60 }, { minutesBefore: 30 }, { minutesBefore: 60 }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
  });
  expect(status).toBe(201);
  const task = taskSchema.parse(body);
  expect(task).toMatchObject({
    ownerId: "ann",
    title: "Water the plants",
    description: "All of them",
    priority: "high",
    tags: ["home", "green"],
    status: "open",
    dueAt: "2099-10-31T13:00:00.000Z",
    reminders: [
      { minutesBefore: 30, remindAt: "2099-10-31T12:30:00.000Z", status: "requested" },
      { minutesBefore: 60, remindAt: "2099-10-31T12:00:00.000Z", status: "requested" },
    ],
    occurrence: { seriesStart: "2099-10-31T09:00:00", localTime: "2099-10-31T09:00:00" },
    completedAt: null,
    version: 1,
  });
  const location = headers.get("location") ?? "";
  expect(location).toBe(`/api/tasks/${task.id}`);
  expect(await ann("GET", location)).toMatchObject({ status: 200, body: task });
});

test("a title is enough for a task", async () => {
  expect(await ann("POST", "/api/tasks", { title: "Rest" })).toMatchObject({
    status: 201,
    body: {
      title: "Rest",
      description: null,
      priority: "medium",
      tags: [],
      dueAt: null,
      reminders: [],
      recurrence: null,
      occurrence: null,
    },
  });
});

test("a recurring task whose rule names the hour needs no due date", async () => {
  const task = await create({
    title: "Stand-up",
    recurrence: { rrule: "FREQ=DAILY;BYHOUR=9;BYMINUTE=30", timeZone: "Europe/Berlin" },
  });
  expect(task.occurrence?.localTime).toMatch(/T09:30:00$/);
  expect(Date.parse(task.dueAt ?? "")).toBeGreaterThan(Date.now());
});

test("a completed task says so, and completing it twice is completing it once", async () => {
  const { id } = await create({ title: "Post the letter" });
  const first = await ann("POST", `/api/tasks/${id}/complete`);
  expect(first).toMatchObject({ status: 200, body: { id, status: "completed", version: 2 } });
  expect(taskSchema.parse(first.body).completedAt).not.toBeNull();
  expect(await ann("POST", `/api/tasks/${id}/complete`)).toMatchObject({ status: 200, body: first.body });
  expect(await eventsOf(id)).toBe(2);
});

test("a task that is completed by many at once is completed once", async () => {
  const { id } = await create({ title: "Everybody's work" });
  const answers = await Promise.all(Array.from({ length: 8 }, () => ann("POST", `/api/tasks/${id}/complete`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(await eventsOf(id)).toBe(2);
});

test("a deleted task is gone from everywhere", async () => {
  const { id } = await create({ title: "Never mind" });
  expect(await ann("DELETE", `/api/tasks/${id}`)).toMatchObject({ status: 204, body: undefined });
  for (const [method, path, body] of [
    ["GET", `/api/tasks/${id}`],
    ["PATCH", `/api/tasks/${id}`, { title: "Still here?" }],
    ["POST", `/api/tasks/${id}/complete`],
    ["DELETE", `/api/tasks/${id}`],
  ] as const) {
    expect(await ann(method, path, body)).toMatchObject({ status: 404, body: { status: 404, title: "Not found" } });
  }
  expect((await ann("GET", "/api/tasks?search=Never mind")).body).toEqual({ items: [], nextCursor: null });
});
