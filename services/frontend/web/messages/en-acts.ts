/** Titles of tasks, and how many more there are. */
export interface Named {
  names: string[];
  more: number;
}

/** "Water the plants, Pack and 2 more". */
const listed = ({ names, more }: Named): string => `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;

/** The text about what users do to tasks, in English. */
export const acts = {
  confirm: {
    title: "Delete this task?",
    hint: "A series ends with it. Its history is kept.",
    keep: "Keep it",
    delete: "Delete",
  },
  checklist: {
    title: "Checklist",
    of: (title: string) => `Checklist of ${title}`,
    progress: (done: number, all: number, title: string) => `${done}/${all} done: checklist of ${title}`,
    add: "Add item",
    item: (place: number) => `Item ${place}`,
    done: (text: string) => `Done: ${text}`,
    up: (text: string) => `Move ${text} up`,
    down: (text: string) => `Move ${text} down`,
    remove: (text: string) => `Remove ${text}`,
    moved: (text: string, place: number, all: number) => `${text}: ${place} of ${all}`,
    keys: "Enter adds an item, Alt with ↑ or ↓ moves one.",
    ticked: (text: string) => `Ticked: ${text}`,
    unticked: (text: string) => `Not ticked any more: ${text}`,
  },
  snooze: {
    title: "Snooze",
    named: (title: string) => `Snooze ${title}`,
    times: { hour: "In an hour", evening: "This evening", morning: "Tomorrow morning" },
    choose: "Choose a time…",
    until: "Remind me at",
    submit: "Snooze",
    inThePast: "Choose a time in the future.",
    snoozed: (title: string) => `Snoozed: ${title}`,
    again: (date: string) => `Reminds again ${date}`,
    chip: (date: string) => `Snoozed until ${date}`,
    end: (title: string) => `End the snooze of ${title}`,
    ended: (title: string) => `Not snoozed any more: ${title}`,
  },
  trash: {
    title: "Deleted tasks",
    hint: (days: number) => `You can restore a task for ${days} days after it was deleted. Then it is gone.`,
    loading: "Loading the deleted tasks…",
    none: "No task was deleted.",
    deleted: (date: string, by: string) => `Deleted ${date} by ${by}`,
    restore: "Restore",
    restoreNamed: (title: string) => `Restore ${title}`,
    isRestored: "Restored",
    restored: (title: string) => `Restored: ${title}`,
    close: "Close",
  },
  selection: {
    start: "Select",
    end: "Done",
    title: "Selected tasks",
    count: (count: number) => `${count} selected`,
    select: (title: string) => `Select ${title}`,
    all: "All",
    complete: "Complete",
    reopen: "Reopen",
    tag: "Tag",
    move: "Move",
    delete: "Delete",
    notDone: "That was not done",
    moved: (list: string, tasks: Named) => `Moved to ${list}: ${listed(tasks)}`,
    said: {
      complete: (tasks: Named) => `Completed: ${listed(tasks)}`,
      reopen: (tasks: Named) => `Reopened: ${listed(tasks)}`,
      delete: (tasks: Named) => `Deleted: ${listed(tasks)}`,
      restore: (tasks: Named) => `Restored: ${listed(tasks)}`,
      tag: (tasks: Named) => `Tagged: ${listed(tasks)}`,
      untag: (tasks: Named) => `Tags removed: ${listed(tasks)}`,
    },
  },
  toasts: { undo: "Undo", dismiss: "Dismiss" },
  undo: {
    notLoaded: "This part of the page could not be loaded. Check your connection, then reload the page.",
    changed: (title: string) => `Changed: ${title}`,
    reopened: (title: string) => `Reopened: ${title}`,
    changedSince: "The task was changed since, by somebody else or in another tab.",
    undone: "Undone",
    notUndone: "Not undone",
  },
  shortcuts: {
    title: "Keyboard shortcuts",
    close: "Close",
    list: [
      ["?", "Show this list"],
      ["n", "Add a task"],
      ["/", "Search"],
      ["F2", "Change the title in its place; a double-click does, too"],
      ["x", "Select the task, or not any more"],
      ["Alt-↑ ↓", "Move the task, in your own order"],
      [",", "Open the settings"],
      ["Ctrl-Z", "Undo what you did last"],
      ["Escape", "Close what is open, end a selection"],
    ] as [string, string][],
    hint: "Those of one key can be turned off: in the settings, under Account.",
  },
};
