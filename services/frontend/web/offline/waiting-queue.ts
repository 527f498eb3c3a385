import { isLeaving, waitingMark } from "../shared/kept";
import { person } from "../shared/person";
import { Store } from "../shared/store";
import { waiting } from "../shared/waiting";
import type { Queue } from "./queue";
import { changeQueue, readQueue } from "./store";

/** What the user of this page did that the platform does not know of yet, in this tab and in others. */
export const queue = new Store<Queue>([]);

/** Tells the other tabs that the queue has changed. */
const tabs = new BroadcastChannel("freehold.queue");
tabs.addEventListener("message", () => readAgain());

/** Whose acts these are. */
let owner = person();

queue.subscribe(tell);

/** The acts of who uses the page now. */
export const ownActs = (): Queue => (owner === person() ? queue.get() : []);

export async function readAgain(): Promise<void> {
  const who = person();
  const acts = await readQueue(who);
  owner = who;
  queue.set(acts);
}

/**
 * Changes the queue for all tabs. It is kept before this is done.
 * @param who whose queue. Default: of who uses the page
 * @throws Error if the browser does not keep it
 */
export async function change(how: (queue: Queue) => Queue, who = person()): Promise<void> {
  if (isLeaving.get()) throw new Error("This browser keeps no act of somebody who leaves");
  const changed = await changeQueue(who, how);
  // Only its owner sees it.
  if (who === person()) {
    owner = who;
    queue.set(changed);
  }
  tabs.postMessage("changed");
}

export function showSending(isSending: boolean): void {
  waiting.set({ ...waiting.get(), isSending });
}

function tell(): void {
  const acts = queue.get();
  const left = acts.filter(({ refusal }) => !refusal);
  const ids = new Set(left.map(({ task }) => task.id));
  waiting.set({ ...waiting.get(), count: left.length, refused: acts.length - left.length, ids });
  if (acts.length > 0) localStorage.setItem(waitingMark, "1");
  else localStorage.removeItem(waitingMark);
}
