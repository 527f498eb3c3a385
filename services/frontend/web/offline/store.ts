import { createStore, delMany, get, keys, update } from "idb-keyval";
import type { Notification } from "../notifications/notification-list";
import type { Navigation } from "../places/navigation";
import { kept } from "../shared/kept";
import type { Task } from "../shared/types";
import type { Queue } from "./queue";

/** A page of another version may have written what is there: each change of its shape has a new number. */
const shape = 1;
const store = createStore(kept.database, kept.store);

/** What a person saw last. */
export interface Seen {
  /** Milliseconds since 1970. */
  at: number;
  tasks: readonly Task[];
  navigation: Navigation | undefined;
  notifications: readonly Notification[];
}

const queueKey = (person: string): string => `queue ${shape} ${person}`;
const seenKey = (person: string): string => `seen ${shape} ${person}`;

export const readQueue = async (person: string): Promise<Queue> => (await get<Queue>(queueKey(person), store)) ?? [];

/** Changes the queue in one transaction: another tab may change it as well. */
export async function changeQueue(person: string, change: (queue: Queue) => Queue): Promise<Queue> {
  let changed: Queue = [];
  const keep = (queue: Queue = []) => {
    changed = change(queue);
    return changed;
  };
  await update<Queue>(queueKey(person), keep, store);
  return changed;
}

export const readSeen = (person: string): Promise<Seen | undefined> => get<Seen>(seenKey(person), store);

export const writeSeen = (person: string, seen: Seen): Promise<void> =>
  update<Seen>(seenKey(person), () => seen, store);

/** Deletes what is kept for other people. */
export async function forgetOthers(person: string): Promise<void> {
  const own: IDBValidKey[] = [queueKey(person), seenKey(person)];
  await delMany(
    (await keys(store)).filter((key) => !own.includes(key)),
    store,
  );
}
