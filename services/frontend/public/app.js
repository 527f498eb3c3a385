import { Problem, request } from "./api.js";
import { loadDeadLetters } from "./dead-letters.js";
import { find } from "./dom.js";
import { formatInstant, formatMinutesBefore } from "./format.js";
import { LiveUpdates } from "./live-updates.js";
import { notify, showEarlier } from "./notifications.js";
import { setUpSignIn, showWorkspace } from "./sign-in.js";
import { setUpTaskForm } from "./task-form.js";
import { TaskList } from "./task-list.js";

/** Milliseconds without a key stroke after which a search starts. */
const searchDelay = 250;
/** Milliseconds between two looks at the clock, for "today" and "overdue". */
const clockInterval = 60_000;

const tasks = new TaskList();
const live = new LiveUpdates({ update: take, open: reload, refused: reload });

/**
 * Shows everything as it is now.
 * @returns whether the API knows who is asking; if not, the user is being asked to sign in
 */
async function reload() {
  try {
    await tasks.reload();
  } catch (error) {
    // The list shows every other failure itself.
    if (error instanceof Problem && error.status === 401) return false;
  }
  showWorkspace();
  await Promise.all([loadDeadLetters(), loadNotifications()]);
  return true;
}

async function loadNotifications() {
  // Whoever cannot read them is told so by the list of tasks.
  const { items } = await request("GET", "/api/notifications").catch(() => ({ items: [] }));
  showEarlier(items.map(reminder));
}

/** @param {import("./live-updates.js").Update} update */
function take({ id, type, data }) {
  switch (type) {
    case "freehold.task-update.changed.v1":
      tasks.apply(data.task);
      if (isNextOccurrence(data.task)) {
        const { title, dueAt } = data.task;
        notify({ id, kind: "occurrence", what: "Next occurrence", title, detail: `Due ${formatInstant(dueAt)}` });
      }
      break;
    case "freehold.task-update.removed.v1":
      tasks.remove(data.taskId);
      break;
    case "freehold.task-update.notified.v1":
      notify(reminder({ ...data, id: data.notificationId }));
      break;
  }
}

/**
 * A reminder as the list shows it.
 * @param {{ id: string, title: string, dueAt: string | null, minutesBefore: number }} notification
 * @returns {import("./notifications.js").Notification}
 */
function reminder({ id, title, dueAt, minutesBefore }) {
  const due = dueAt ? `Due ${formatInstant(dueAt)} · ` : "";
  return { id, kind: "reminder", what: "Reminder", title, detail: `${due}${formatMinutesBefore(minutesBefore)}` };
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
    timer = setTimeout(apply, isTyping ? searchDelay : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

async function start() {
  if (await reload()) live.start();
}

setUpTaskForm((task) => tasks.apply(task));
setUpFilter();
setUpSignIn({ asked: () => live.stop(), signedIn: start });
setInterval(() => tasks.refreshTimes(), clockInterval);
await start();
