import { Problem, request } from "./api.js";
import { loadDeadLetters, refreshDeadLetters } from "./dead-letters.js";
import { find } from "./dom.js";
import { ignoreSecondClicks } from "./double-click.js";
import { formatInstant, formatMinutesBefore } from "./format.js";
import { LiveUpdates } from "./live-updates.js";
import { forgetOccurrence, notify, showEarlier } from "./notifications.js";
import { setUpQuickAdd } from "./quick-add.js";
import { setUpSignIn, showWorkspace } from "./sign-in.js";
import { setUpTaskForm } from "./task-form.js";
import { TaskList } from "./task-list.js";

/** Milliseconds without a key stroke after which a search starts. */
const searchDelayMs = 250;
/** Milliseconds between two looks at the clock, for "today" and "overdue". */
const clockIntervalMs = 60_000;
/** Milliseconds that the first load waits for the connection: what is loaded before it may miss an update. */
const connectionPatienceMs = 4_000;
/** Seconds after which a load that failed is tried again, unless the platform names another time. It doubles up to the longest. */
const firstRetrySeconds = 5;
const longestRetrySeconds = 120;

const tasks = new TaskList({ retry: load });
const live = new LiveUpdates({
  update: take,
  open: load,
  lost: () => {
    // A load that failed is tried again at its own time.
    isAsked = failures > 0;
  },
  // Once: whether the API can be asked, and who is asking, is known then. More would keep a sleeping database awake.
  refused: () => isAsked || load(),
});
/** Whether the API was asked since the connection was lost: the answer is shown, on its way, or its next try has a time. */
let isAsked = false;
/** Loads that failed one after the other and are tried again. */
let failures = 0;
/** Until the first load, or the next try of one that failed. @type {ReturnType<typeof setTimeout> | undefined} */
let loadTimer;

/** Shows everything as it is now. The API is asked once for each kind of thing. */
async function load() {
  clearTimeout(loadTimer);
  isAsked = true;
  const notifications = loadNotifications();
  const [list] = await Promise.allSettled([tasks.reload(), notifications, loadDeadLetters(notifications)]);
  const problem = list.status === "rejected" && list.reason instanceof Problem ? list.reason : undefined;
  // The user is being asked to sign in.
  if (problem?.status === 401) return;
  if (problem) retryLater(problem);
  else failures = 0;
  showWorkspace();
}

/** @param {Problem} problem */
function retryLater({ status, retryAfterSeconds }) {
  if (status !== 0 && status !== 429 && status < 500) return;
  const wait = Math.min(longestRetrySeconds, firstRetrySeconds * 2 ** failures);
  failures += 1;
  loadTimer = setTimeout(load, Math.max(wait, retryAfterSeconds ?? 0) * 1_000);
}

async function loadNotifications() {
  // The list of tasks says why when they can't be read.
  const { items } = await request("GET", "/api/notifications").catch(() => ({ items: [] }));
  showEarlier(items.map(reminder));
}

/** @param {import("./live-updates.js").Update} update */
function take({ id, type, data }) {
  switch (type) {
    case "freehold.task-update.changed.v1":
      tasks.apply(data.task);
      if (isNextOccurrence(data.task)) {
        const { id: taskId, title, dueAt } = data.task;
        const detail = `Due ${formatInstant(dueAt)}`;
        notify({ id, taskId, kind: "occurrence", what: "Next occurrence", title, detail });
      }
      break;
    case "freehold.task-update.removed.v1":
      tasks.remove(data.taskId);
      forgetOccurrence(data.taskId);
      break;
    case "freehold.task-update.notified.v1":
      notify(reminder({ ...data, id: data.notificationId }));
      break;
    case "freehold.dead-letter.added.v1":
      refreshDeadLetters();
      break;
  }
}

/**
 * A reminder as the list shows it.
 * @param {{ id: string, taskId: string, title: string, dueAt: string | null, minutesBefore: number }} notification
 * @returns {import("./notifications.js").Notification}
 */
function reminder({ id, taskId, title, dueAt, minutesBefore }) {
  const due = dueAt ? `Due ${formatInstant(dueAt)} · ` : "";
  return {
    id,
    taskId,
    kind: "reminder",
    what: "Reminder",
    title,
    detail: `${due}${formatMinutesBefore(minutesBefore)}`,
  };
}

/** @param {import("./task-item.js").Task} task */
const isNextOccurrence = ({ version, occurrence }) =>
  version === 1 && occurrence !== null && occurrence.localTime !== occurrence.seriesStart;

function setUpFilter() {
  const form = find(document, "#filter", HTMLFormElement);
  const apply = () => {
    const data = new FormData(form);
    // The list shows the failure itself.
    tasks.setFilter({ status: String(data.get("status")), search: String(data.get("search")).trim() }).catch(() => {});
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === "search";
    timer = setTimeout(apply, isTyping ? searchDelayMs : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

function start() {
  live.start();
  loadTimer = setTimeout(load, connectionPatienceMs);
}

function stop() {
  live.stop();
  clearTimeout(loadTimer);
  isAsked = false;
}

ignoreSecondClicks();
setUpQuickAdd((task) => tasks.apply(task));
setUpTaskForm((task) => tasks.apply(task));
setUpFilter();
setUpSignIn({ asked: stop, signedIn: start });
setInterval(() => tasks.refreshTimes(), clockIntervalMs);
start();
