import { forgetOccurrence, notify, showEarlier, takeRead } from "../notifications/notification-list";
import { toOccurrence, toReminder } from "../notifications/words";
import { skipRefresh } from "../places/count-refresh";
import { currentPlace, goTo } from "../places/current-place";
import { applyList, loadNavigation, navigation, removeList } from "../places/navigation";
import { inbox } from "../places/place";
import { api } from "../shared/api";
import { loadDeadLetters, refreshDeadLetters, showNoDeadLetters } from "../shared/dead-letters/dead-letters-query";
import { LiveUpdates } from "../shared/live-updates";
import { newTasks } from "../shared/new-tasks";
import { isDown, Problem } from "../shared/problem";
import { showPage } from "../shared/sign-in-state";
import type { Update } from "../shared/types";
import { taskList } from "../tasks/task-list-state";
import { keepPage, keepTold, readWaiting, showSeen } from "./offline";

/** Milliseconds that the first load waits for the connection: what is loaded before it may miss an update. */
const connectionPatienceMs = 4_000;
/** Seconds after which a load that failed is tried again, unless the platform names another time. It doubles up to the longest. */
const firstRetrySeconds = 5;
const longestRetrySeconds = 120;

/** Whether the API was asked since the connection was lost: the answer is shown, on its way, or its next try has a time. */
let isAsked = false;
/** Whether what is shown was loaded, and no load is under way. */
let isLoaded = false;
/** Loads that failed one after the other and are tried again. */
let failures = 0;
/** Until the first load, or the next try of one that failed. */
let loadTimer: ReturnType<typeof setTimeout> | undefined;
/** The day of the last load. */
let loadedOn: string | undefined;

const live = new LiveUpdates({
  update: take,
  open: async (isCurrent) => {
    const isShown = isLoaded && taskList.view.get().failure === undefined;
    if (!isCurrent || !isShown) return load();
    isAsked = true;
  },
  lost: () => {
    // A load that failed is tried again at its own time.
    isAsked = failures > 0;
  },
  // Once: whether the API can be asked, and who is asking, is known then. More would keep a sleeping database awake.
  refused: () => {
    if (!isAsked) load();
  },
});

// On the next day, views and counts are others. They are read when the user is there, or an idle page would wake the database.
for (const sign of ["visibilitychange", "pointerdown", "keydown"]) {
  document.addEventListener(sign, () => {
    if (!document.hidden && loadedOn !== undefined && loadedOn !== new Date().toDateString()) load();
  });
}

/** Connects, and shows everything once connected. */
export function start(): void {
  live.start();
  loadTimer = setTimeout(load, connectionPatienceMs);
}

export function stop(): void {
  live.stop();
  clearTimeout(loadTimer);
  loadedOn = undefined;
  isAsked = false;
  isLoaded = false;
}

/** Shows everything as it is now, or as it was seen last. The API is asked once for each kind of thing. */
export async function load(): Promise<void> {
  clearTimeout(loadTimer);
  isAsked = true;
  isLoaded = false;
  loadedOn = new Date().toDateString();
  await readWaiting();
  const earlier = loadNotifications();
  const loads = await Promise.allSettled([taskList.reload(), loadPlaces(earlier)]);
  const problem = loads
    .map((each) => (each.status === "rejected" ? each.reason : undefined))
    .find((reason) => reason instanceof Problem);
  // The user is being asked to sign in.
  if (problem?.status === 401) return;
  if (problem) retryLater(problem);
  else failures = 0;
  isLoaded = (await earlier) && loads.every(({ status }) => status === "fulfilled");
  showPage();
  keepPage(import.meta.url);
  if (!problem) keepTold();
  else if (isDown(problem)) showSeen();
}

function retryLater({ status, retryAfterSeconds }: Problem): void {
  if (status !== 0 && status !== 429 && status < 500) return;
  const wait = Math.min(longestRetrySeconds, firstRetrySeconds * 2 ** failures);
  failures += 1;
  loadTimer = setTimeout(load, Math.max(wait, retryAfterSeconds ?? 0) * 1_000);
}

/** Reads where the user can go, and dead letters where the answer says that there are some. */
async function loadPlaces(before: Promise<unknown>): Promise<void> {
  skipRefresh();
  const { deadLetters } = await loadNavigation();
  leaveIfGone();
  if (deadLetters) await loadDeadLetters(before);
  // For who is no operator there is no such section.
  else if (deadLetters === false) await showNoDeadLetters(before);
}

/** Goes elsewhere from a list that is not there (any more). */
function leaveIfGone(): void {
  const { list } = currentPlace.get();
  const known = navigation.get();
  const isThere = list === inbox.list || known?.lists.some(({ id }) => id === list);
  if (list && known && !isThere) goTo(inbox, true);
}

/** @returns whether they could be read */
async function loadNotifications(): Promise<boolean> {
  // The list of tasks says why when they can't be read.
  const page = await api.sentReminders().catch(() => undefined);
  if (page) showEarlier(page.items.map(toReminder), page.unread);
  return page !== undefined;
}

function take(update: Update, isMissed: boolean): void {
  switch (update.type) {
    case "freehold.task-update.changed.v1": {
      if (update.data.task.version === 1) newTasks.set(newTasks.get() + 1);
      taskList.apply(update.data.task);
      const occurrence = toOccurrence(update.id, update.data.task);
      if (occurrence) notify(occurrence, isMissed);
      break;
    }
    case "freehold.task-update.removed.v1":
      taskList.remove(update.data.taskId);
      forgetOccurrence(update.data.taskId);
      break;
    case "freehold.list-update.changed.v1":
      applyList(update.data.list);
      break;
    case "freehold.list-update.removed.v1":
      removeList(update.data.listId);
      leaveIfGone();
      break;
    case "freehold.task-update.notified.v1":
      notify(toReminder({ snoozed: false, ...update.data, id: update.data.notificationId, readAt: null }), isMissed);
      break;
    case "freehold.task-update.read.v1":
      takeRead(update.data.notificationId, update.data.andOlder);
      break;
    case "freehold.dead-letter.added.v1":
      refreshDeadLetters();
      break;
  }
}
