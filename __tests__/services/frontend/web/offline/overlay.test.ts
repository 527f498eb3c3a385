import { addedIn, idAt, newTask, overlaid } from "../../../../../services/frontend/web/offline/overlay";
import type { Act, QueuedAct } from "../../../../../services/frontend/web/offline/queued-act";

const task = { ...newTask("a", { title: "Water", tags: ["home"] }), version: 3 };
const queued = (act: Act, more: Partial<QueuedAct> = {}): QueuedAct => ({
  key: act.kind,
  act,
  task,
  madeAt: 0,
  ...more,
});

test("a task is shown as its user left it, by all acts in order", () => {
  const acts = [queued({ kind: "change", body: { title: "Water all", dueAt: null } }), queued({ kind: "complete" })];
  expect(overlaid(task, acts)).toEqual({
    ...task,
    title: "Water all",
    status: "completed",
    completedAt: "1970-01-01T00:00:00.000Z",
  });
  expect(overlaid(task, [...acts, queued({ kind: "reopen" })])).toEqual({ ...task, title: "Water all" });
  expect(overlaid(task, [...acts, queued({ kind: "delete" })])).toBeUndefined();
  expect(overlaid(task, [queued({ kind: "delete" }), queued({ kind: "restore" })])).toEqual(task);
});

test("a whole day is due at its end, and an instant is no whole day", () => {
  const dueOn = { date: "2030-05-01", timeZone: "Etc/UTC" };
  const allDay = overlaid(task, [queued({ kind: "change", body: { dueOn } })]);
  expect(allDay).toEqual({ ...task, dueOn, dueAt: new Date("2030-05-01T23:59:59").toISOString() });
  const dueAt = "2030-05-02T08:00:00.000Z";
  const timed = overlaid({ ...task, dueOn }, [queued({ kind: "change", body: { dueAt } })]);
  expect(timed).toEqual({ ...task, dueAt });
});

test("a new item of a checklist has an id until the platform gives it one", () => {
  const checklist = [
    { text: "Cups", done: false },
    { id: "1", text: "Plates", done: true },
  ];
  expect(overlaid(task, [queued({ kind: "change", body: { checklist } })])?.checklist).toEqual([
    { id: "new 0", text: "Cups", done: false },
    { id: "1", text: "Plates", done: true },
  ]);
});

test("an act on another task changes nothing, nor does one that was refused", () => {
  const others = [
    queued({ kind: "complete" }, { task: { ...task, id: "b" } }),
    queued({ kind: "delete" }, { refusal: { words: "no" } }),
  ];
  expect(overlaid(task, others)).toBe(task);
});

test("new tasks are those that wait to be added", () => {
  const added = newTask("new", { title: "New" });
  const act: Act = { kind: "quickAdd", body: { text: "New", timeZone: "UTC", languages: [] } };
  expect(addedIn([queued({ kind: "complete" }), queued(act, { task: added })])).toEqual([added]);
});

test("an id of this browser has the shape of the platform's, and rises with time", () => {
  const digits = "0123456789abcdef0123";
  expect(idAt(Date.UTC(2026, 11, 1), digits)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(idAt(1_000, digits) < idAt(1_001, "0".repeat(20))).toBe(true);
});
