import { notifications, showEarlier } from "../notifications/notification-list";
import { unreadIn } from "../notifications/unread";
import { navigation } from "../places/navigation";
import { isLeaving } from "../shared/kept";
import { person } from "../shared/person";
import { isReachable } from "../shared/request";
import type { Task } from "../shared/types";
import { fits } from "../tasks/task-filter";
import type { TaskKeeper } from "../tasks/task-keeper";
import { compareBy } from "../tasks/task-order";
import { addedIn, overlaid } from "./overlay";
import { type SeenTasks, withoutTask, withPage, withTasks } from "./seen-tasks";
import { readSeen, type Seen, writeSeen } from "./store";
import { ownActs } from "./waiting-queue";

/** Milliseconds after a change until it is written, with those that follow. */
const writeAfterMs = 2_000;

/** To whom the tasks were told. */
let owner = person();
let tasks: SeenTasks = new Map();
/** What an earlier page has kept. */
let earlier: Seen | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps what the platform tells in this browser, for this person. */
export const keeper: TaskKeeper = {
  overlay: (task) => overlaid(task, ownActs()),
  added: () => addedIn(ownActs()),
  heard: (task) => take((seen) => withTasks(seen, [task])),
  heardPage: (page, filter, isFirst, isLast) => {
    const [last, compare, now] = [page.at(-1), compareBy(filter.sort), new Date()];
    // What a search finds, the API knows better.
    const isThere = (task: Task) => !isFirst || filter.search !== "" || !fits(task, filter, now);
    const isFurther = (task: Task) => !isLast && (last === undefined || compare(task, last) > 0);
    take((seen) => withPage(seen, page, (task) => !isThere(task) && !isFurther(task)));
  },
  gone: (id) => take((seen) => withoutTask(seen, id)),
  seen: () => ({ tasks: [...ownTasks().values(), ...addedIn(ownActs())], at: earlier?.at }),
};

/** A task as the platform told it last. */
export const toldOf = (id: string) => ownTasks().get(id);

/** Forgets first what was told to another person. */
function ownTasks(): SeenTasks {
  if (owner === person()) return tasks;
  owner = person();
  earlier = undefined;
  tasks = new Map();
  return tasks;
}

/** Reads what an earlier page has kept. What this one was told is newer. */
export async function readEarlier(): Promise<void> {
  const who = person();
  const seen = await readSeen(who);
  const told = ownTasks();
  if (who !== owner) return;
  earlier = seen;
  tasks = withTasks(withTasks(new Map(), seen?.tasks ?? []), [...told.values()]);
}

/** Shows the lists and notifications that were seen last, unless there are newer ones. */
export function showEarlierAround(): void {
  if (!earlier || owner !== person()) return;
  if (!navigation.get()) navigation.set(earlier.navigation);
  showEarlier(earlier.notifications, unreadIn(earlier.notifications));
}

/** Writes what changes from now on. */
export function startWriting(): void {
  navigation.subscribe(writeSoon);
  notifications.subscribe(writeSoon);
  document.addEventListener("visibilitychange", () => document.hidden && timer !== undefined && write());
}

function take(change: (seen: SeenTasks) => SeenTasks): void {
  tasks = change(ownTasks());
  writeSoon();
}

function writeSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(write, writeAfterMs);
}

function write(): void {
  clearTimeout(timer);
  timer = undefined;
  // What is shown without the platform is what was kept already.
  if (!isReachable.get() || isLeaving.get() || owner !== person()) return;
  earlier = {
    at: Date.now(),
    tasks: [...tasks.values()],
    navigation: navigation.get(),
    notifications: notifications.get(),
  };
  // A browser that has no room left keeps what it has.
  writeSeen(owner, earlier).catch(() => {});
}
