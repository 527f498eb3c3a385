import { newTask } from "../../../../../services/frontend/web/offline/overlay";
import {
  nextOf,
  oppositeOf,
  type Queue,
  withAct,
  withAnotherTry,
  withAnswer,
  withoutAct,
  withRefusal,
  withTry,
} from "../../../../../services/frontend/web/offline/queue";
import type { Act, QueuedAct } from "../../../../../services/frontend/web/offline/queued-act";
import type { Task } from "../../../../../services/frontend/web/shared/types";

const known = (id: string, version = 3): Task => ({ ...newTask(id, { title: id }), version });
const unknown = (id: string): Task => newTask(id, { title: id });
let keys = 0;
const queued = (act: Act, task: Task): QueuedAct => {
  keys += 1;
  return { key: `key ${keys}`, act, task, madeAt: keys };
};
const add = (id: string) => queued({ kind: "add", body: { title: id } }, unknown(id));
const complete = (task: Task) => queued({ kind: "complete" }, task);
const change = (task: Task, title: string) => queued({ kind: "change", body: { title } }, task);
const queueOf = (...acts: QueuedAct[]): Queue => acts.reduce<Queue>(withAct, []);
const keysOf = (queue: Queue) => queue.map(({ key }) => key);

test("acts are sent in the order in which they were done", () => {
  const acts = [add("a"), complete(known("b")), change(known("c"), "C")];
  const sent: string[] = [];
  let queue = queueOf(...acts);
  for (let next = nextOf(queue); next; next = nextOf(queue)) {
    sent.push(next.key);
    queue = withAnswer(queue, next.key, { ...next.task, version: 9 });
  }
  expect(sent).toEqual(keysOf(acts));
});

test("what follows an act on a task is about its new version, and about the id that the platform gave it", () => {
  const beside: Act = { kind: "move", side: "after", besideId: "new", position: "" };
  const [first, ...rest] = [add("new"), complete(unknown("new")), queued(beside, known("b"))];
  const left = withAnswer(queueOf(first, ...rest), first.key, { ...known("real", 1) });
  expect(left.map(({ act, task: { id, version } }) => [act.kind, id, version])).toEqual([
    ["complete", "real", 1],
    ["move", "b", 3],
  ]);
  expect(left[1]?.act).toMatchObject({ besideId: "real" });
});

test("a refused act holds back what depends on it, and nothing else", () => {
  const acts = [change(known("a"), "A"), complete(known("a")), complete(known("b"))];
  const beside = queued({ kind: "move", side: "before", besideId: "a", position: "" }, known("c"));
  const queue = withRefusal(queueOf(...acts, beside), String(acts[0]?.key), { words: "no" });
  expect(nextOf(queue)?.key).toBe(acts[2]?.key);
  expect(nextOf(withAnswer(queue, String(acts[2]?.key), known("b", 4)))).toBeUndefined();
});

test("the user insists about the task as it is now, under another key, or gives the act up", () => {
  const act = change(known("a"), "A");
  const refused = withRefusal(withTry(queueOf(act), act.key, 1), act.key, { words: "no", theirs: known("a", 7) });
  expect(withAnotherTry(refused, act.key, "another")).toEqual([
    { ...act, key: "another", task: { ...act.task, version: 7 } },
  ]);
  expect(withoutAct(refused, act.key)).toEqual([]);
});

test("a new task that is taken back goes with all that was done to it", () => {
  const first = add("new");
  const other = complete(known("b"));
  const beside = queued({ kind: "move", side: "before", besideId: "new", position: "" }, known("c"));
  expect(withoutAct(queueOf(first, complete(unknown("new")), other, beside), first.key)).toEqual([other]);
});

test("another due date is taken back by the day or the instant that was before, for as many dates", () => {
  const dueOn = { date: "2030-05-01", timeZone: "Etc/UTC" };
  const before = { ...known("a"), dueOn, dueAt: "2030-05-01T23:59:59.000Z" };
  const moved: Act = { kind: "change", body: { dueAt: "2030-05-02T08:00:00.000Z" }, scope: "following" };
  expect(oppositeOf(queued(moved, before))).toEqual({ kind: "change", body: { dueOn }, scope: "following" });
});

test("deleting a new task that was never sent takes it out; one that may have arrived is deleted after it", () => {
  const first = add("new");
  const remove = queued({ kind: "delete" }, unknown("new"));
  expect(queueOf(first, complete(unknown("new")), remove)).toEqual([]);
  expect(keysOf(withAct(withTry([first], first.key, 1), remove))).toEqual(keysOf([first, remove]));
});

test("the first try is the one that is remembered", () => {
  const act = add("new");
  expect(withTry(withTry([act], act.key, 5), act.key, 9)[0]?.triedAt).toBe(5);
});

test.each([
  [{ kind: "add", body: { title: "a" } }, { kind: "delete" }],
  [{ kind: "complete" }, { kind: "reopen" }],
  [{ kind: "reopen" }, { kind: "complete" }],
  [{ kind: "delete" }, { kind: "restore" }],
  [
    { kind: "change", body: { title: "A", reminders: [], listId: "x" } },
    { kind: "change", body: { title: "a", reminders: [{ minutesBefore: 5 }], listId: null } },
  ],
] as [Act, Act][])("%j is taken back by %j", (act, opposite) => {
  // As the API tells it: a reminder has more than a change takes.
  const reminders = [{ minutesBefore: 5, status: "scheduled" }];
  expect(oppositeOf(queued(act, { ...known("a"), reminders }))).toEqual(opposite);
});
