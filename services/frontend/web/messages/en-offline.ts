import { plural } from "./english";

/** The text about what works without the platform, in English. */
export const offline = {
  /** The badge. */
  is: "Offline",
  waiting: (count: number) => `${count} waiting`,
  notSent: (count: number) => `${count} not sent`,
  sending: (count: number) => `Sending ${count}…`,
  seen: (date: string) => `This is what you saw last: ${date}.`,
  chip: "Not sent yet",
  gone: "This can't be undone any more.",
  later: "It is sent as soon as the platform can be reached.",
  sent: (count: number) => `${plural(count, "change")} sent`,
  refused: (count: number) => `${plural(count, "change")} refused: see above the tasks`,
  mayBeThere: "This was sent long ago, without an answer: the task may be there already. Look for it, then decide.",
  notDeleted: "The task was changed elsewhere, and is not deleted.",
  title: "Not done",
  hint: "The platform has refused this. What depends on it waits.",
  acts: {
    add: "Add",
    quickAdd: "Add",
    change: "Change",
    move: "Move",
    complete: "Complete",
    reopen: "Reopen",
    delete: "Delete",
    restore: "Restore",
  },
  insist: { change: "Use mine", delete: "Delete anyway", other: "Try again" },
  give: { change: "Keep theirs", delete: "Keep it", other: "Discard" },
  named: (button: string, title: string) => `${button}: ${title}`,
  leave: (count: number) => `${plural(count, "change")} of yours did not reach the platform. Sign out and lose them?`,
};
