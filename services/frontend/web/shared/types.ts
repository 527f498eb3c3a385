import type { paths } from "../../../../packages/client/schema";

type Answer<Path extends "/api/views" | "/api/lists/{id}"> =
  paths[Path]["get"]["responses"][200]["content"]["application/json"];

/** How many open tasks each view and each list has. */
export type ViewCounts = Answer<"/api/views">;

/** A list of the owner. The default list is none: it is the `null` of a task's listId. */
export type List = Pick<Answer<"/api/lists/{id}">, "id" | "name" | "colour" | "order" | "version">;

/** Fields of a list; in a change, only those that change. */
export type ListFields = Partial<Pick<List, "name" | "colour" | "order">>;

/** When and how a task repeats. */
export interface Recurrence {
  rrule: string;
  timeZone: string;
  from?: "schedule" | "completion";
  catchUp?: "all" | "next";
}

/** A day without a time of day. */
export interface DueDay {
  /** As 2026-12-24. */
  date: string;
  timeZone: string;
}

/** One step of a task, to be ticked. */
export interface ChecklistItem {
  id: string;
  text: string;
  done: boolean;
}

/** An item as the page sends it; a new one has no id. */
export type GivenItem = Omit<ChecklistItem, "id"> & { id?: string };

export type Priority = "low" | "medium" | "high";

/** A task as the API and the updates carry it. */
export interface Task {
  /** UUIDv7: newer tasks have greater ids. */
  id: string;
  title: string;
  description: string | null;
  priority: Priority;
  tags: string[];
  status: "open" | "completed";
  dueAt: string | null;
  /** For a task that is due on a whole day, of which dueAt is the end. */
  dueOn?: DueDay;
  reminders: { minutesBefore: number }[];
  recurrence: Recurrence | null;
  occurrence: { seriesId: string; seriesStart: string; localTime: string } | null;
  /** `null`, or left out in old updates: the default list. */
  listId?: string | null;
  /** Place in the owner's own order, in hexadecimal: the greatest comes first. */
  position?: string;
  completedAt: string | null;
  /** In the order of the owner. */
  checklist?: ChecklistItem[];
  /** When the owner wants to be reminded once more, or was. */
  snoozedUntil?: string;
  /** Counts the changes of the task. */
  version: number;
}

/** A task that can be restored. */
export interface DeletedTask extends Task {
  deletedAt: string;
  deletedBy: string;
}

/** What chips show of a task. */
export type Terms = Pick<Task, "dueAt" | "dueOn" | "recurrence" | "reminders" | "priority" | "tags">;

/** A new task; a field that is left out has its default. */
export type NewTask = Pick<Task, "title"> &
  Partial<Pick<Task, "dueAt" | "dueOn" | "recurrence" | "reminders" | "priority" | "tags" | "listId">>;

/** Fields of a task to change. */
export type TaskChanges = Partial<Terms & Pick<Task, "title" | "description" | "listId"> & { checklist: GivenItem[] }>;

/** Whether another due date is that of one occurrence, or moves all that follow. */
export const scopes = ["this", "following"] as const;
export type Scope = (typeof scopes)[number];

/** What is done to many tasks at once. */
export type BulkAct =
  | { act: "complete" | "reopen" | "delete" | "restore" }
  | { act: "tag" | "untag"; tags: string[] }
  /** null: to the inbox. */
  | { act: "move"; listId: string | null };

/** What became of one of many tasks. */
export type BulkOutcome =
  | { id: string; ok: true; version: number }
  | { id: string; ok: false; problem: { status: number; detail?: string; errors?: { message: string }[] } };

/** A page of a list; the cursor is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A text as the API understands it. */
export interface QuickAddText {
  text: string;
  timeZone: string;
  languages: string[];
  /** Left out: the default list. */
  listId?: string;
  /** When the task is due if the text names no date. Left out: never. */
  dueIfNone?: "today";
  /** When it was written, if that was earlier. */
  saidAt?: string;
}

/** The task that a text describes. */
export interface QuickAddPreview {
  task: Pick<Task, "title"> & Terms;
  /** Its first due dates. */
  dates: string[];
  notes: string[];
}

/** A reminder that was sent. */
export interface SentReminder {
  id: string;
  taskId: string;
  title: string;
  dueAt: string | null;
  dueOn?: DueDay;
  minutesBefore: number;
  /** null until the user has marked it as read. */
  readAt: string | null;
}

/** What an event changed: fields of a task or of a reminder. */
export type HistoryState = Partial<Task & { minutesBefore: number; remindAt: string }>;

export interface HistoryEntry {
  eventId: string;
  type: string;
  actor: string;
  at: string;
  before: HistoryState | null;
  after: HistoryState | null;
}

export interface StoryStep {
  at: string | null;
  where: string;
  what: string;
}

/** An event that a consumer gave up on. */
export interface DeadLetter {
  id: string;
  consumer: string;
  topic: string;
  eventId: string;
  type: string | null;
  code: string;
  reason: string;
  retries: number;
  replayable: boolean;
  status: "dead" | "replaying" | "replayed" | "discarded";
  discardedBy: string | null;
  discardReason: string | null;
  deadAt: string;
  event: unknown;
}

/** A message of the websocket service. */
export type Update = { id: string; time: string } & (
  | { type: "heartbeat"; state?: string }
  | { type: "freehold.task-update.changed.v1"; data: { task: Task } }
  | { type: "freehold.task-update.removed.v1"; data: { taskId: string } }
  | { type: "freehold.list-update.changed.v1"; data: { list: List } }
  | { type: "freehold.list-update.removed.v1"; data: { listId: string } }
  | { type: "freehold.task-update.notified.v1"; data: Omit<SentReminder, "id" | "readAt"> & { notificationId: string } }
  | { type: "freehold.task-update.read.v1"; data: { notificationId: string; andOlder: boolean } }
  | { type: "freehold.dead-letter.added.v1" }
);
