import { t } from "../messages/language";
import { connection } from "../shared/connection";
import { newKey } from "../shared/idempotency-key";
import { person } from "../shared/person";
import { toast } from "../shared/toasts";
import type { Task } from "../shared/types";
import { elementOf, focusLater } from "../tasks/focus";
import { taskList } from "../tasks/task-list-state";
import { doneByUser } from "../undo/own-acts";
import { keeper, readEarlier, showEarlierAround, startWriting, toldOf } from "./keeper";
import { addedIn, idAt, newTask } from "./overlay";
import { oppositeOf, type Queue, withAct, withAnotherTry, withoutAct } from "./queue";
import type { Act, QueuedAct, Wish } from "./queued-act";
import { sendAll } from "./sender";
import { forgetOthers } from "./store";
import { change, queue, readAgain } from "./waiting-queue";

let started: Promise<void> | undefined;
let shown: Queue = [];
/** For whom the page keeps things. */
let keptFor: string | undefined;
/** The ids that the platform gave to tasks of this tab. */
const realIds = new Map<string, string>();

/** Reads what is kept, once, and shows what waits. Rejects where the browser keeps nothing. */
export function showWaiting(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  keptFor = person();
  await readEarlier();
  taskList.keep(keeper);
  queue.subscribe(redraw);
  await readAgain();
  startWriting();
  connection.subscribe(() => connection.get() === "live" && send());
  addEventListener("online", send);
  if (queue.get().length > 0) send();
}

/** The platform has answered: what is kept for others goes. */
export async function confirmPerson(): Promise<void> {
  await showWaiting();
  if (person() !== keptFor) {
    keptFor = person();
    await readEarlier();
  }
  // Something may have been kept while it was not known who uses the page.
  await readAgain();
  await forgetOthers(keptFor);
}

/** The platform can't be reached: shows the lists and notifications that were seen last. */
export async function showSeenAround(): Promise<void> {
  await showWaiting();
  showEarlierAround();
}

function send(): void {
  // What can't be kept is not taken out of the queue either.
  sendAll(take).catch(() => {});
}

/**
 * Keeps an act, shows it as done, and sends it as soon as that works.
 * @param isTried whether it may have arrived already
 */
export async function queueAct(wish: Wish, isTried: boolean): Promise<void> {
  await showWaiting();
  const queued = { ...toQueued(wish), ...(isTried && { triedAt: Date.now() }) };
  const { said, who = person() } = wish;
  await push(queued, who);
  if (said === undefined || who !== person()) return;
  doneByUser({ said, detail: t.offline.later, steps: [], undo: { by: "unqueue", act: queued } });
}

/**
 * Keeps an act that the platform has refused, for the user to decide on.
 * @throws Error if the browser does not keep it
 */
export async function keepRefused(wish: Wish, words: string): Promise<void> {
  await showWaiting();
  const { who = person() } = wish;
  const refused: QueuedAct = { ...toQueued(wish), refusal: { words } };
  await change((acts) => withAct(acts, refused), who);
  if (who === person()) toast(t.offline.refused(1));
}

function toQueued({ act, task, key = newKey(), madeAt = Date.now() }: Wish): QueuedAct {
  return { key, act, task: "id" in task ? task : newTask(idAt(madeAt, randomDigits()), task), madeAt };
}

async function push(act: QueuedAct, who = person()): Promise<void> {
  // It is shown as it was if the user takes the act back.
  if (act.task.version > 0 && !toldOf(act.task.id)) keeper.heard(act.task);
  await change((acts) => withAct(acts, act), who);
  send();
}

/** The user decides on an act that was refused. */
export async function decide({ key }: QueuedAct, isInsisting: boolean): Promise<void> {
  await change((acts) => (isInsisting ? withAnotherTry(acts, key, newKey()) : withoutAct(acts, key)));
  send();
}

/** Takes an act out of the queue. One that may have been done is followed by its opposite. */
export async function takeBackQueued(given: QueuedAct): Promise<void> {
  await showWaiting();
  let isOut = false;
  let isWaiting = false;
  let { task: before } = given;
  await change((acts) => {
    const found = acts.find(({ key }) => key === given.key);
    isOut = found !== undefined && (found.triedAt === undefined || found.refusal !== undefined);
    // A task that was new may have another id by now, and an act on which the user has insisted another key.
    before = found?.task ?? given.task;
    isWaiting = acts.some(({ task }) => task.id === before.id);
    return isOut ? withoutAct(acts, given.key) : acts;
  });
  const id = realIds.get(before.id) ?? before.id;
  // It was deleted before it was sent. Or another tab has sent it: which task it has become is not known here.
  if (before.version === 0 && !isWaiting && id === before.id) throw new Error(t.offline.gone);
  const opposite: Act | undefined = isOut ? undefined : oppositeOf(given);
  if (opposite) {
    const task: Task = taskList.find(id) ?? toldOf(id) ?? before;
    await push({ key: newKey(), act: opposite, task, madeAt: Date.now() });
  }
  focusLater(id);
}

/** Shows what the platform has made of an act. */
function take({ task: { id } }: QueuedAct, task: Task | undefined): void {
  const hadFocus = elementOf(id)?.contains(document.activeElement);
  if (!task || task.id !== id) taskList.forget(id);
  if (!task) {
    taskList.remove(id);
    return;
  }
  realIds.set(id, task.id);
  taskList.apply(task);
  if (hadFocus) focusLater(task.id);
}

/** Shows the tasks again whose acts have changed. */
function redraw(): void {
  const [before, now] = [shown, queue.get()].map((acts = []) => new Map(acts.map((act) => [JSON.stringify(act), act])));
  shown = queue.get();
  if (!before || !now) return;
  const changed = [...before, ...now].flatMap(([text, { task }]) => (before.has(text) && now.has(text) ? [] : task.id));
  for (const id of new Set(changed)) {
    const task = addedIn(shown).find((added) => added.id === id) ?? toldOf(id);
    if (task) taskList.show(task);
    else taskList.forget(id);
  }
}

const randomDigits = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, "0")).join("");
