import type { Answer, Body } from "../../../../packages/client/routes";

type ApiTask = Answer<"get", `/api/tasks/${string}`>;
type ApiHistoryEntry = Answer<"get", `/api/tasks/${string}/history`>["items"][number];

/** How many open tasks each view and each list has. */
export type ViewCounts = Answer<"get", "/api/views">;

/** A list of the owner. The default list is none: it is the `null` of a task's listId. */
export type List = Pick<Answer<"get", `/api/lists/${string}`>, "id" | "name" | "colour" | "order" | "version">;

/** Fields of a list; in a change, only those that change. */
export type ListFields = Partial<Pick<List, "name" | "colour" | "order">>;

/** When and how a task repeats. */
export type Recurrence = NonNullable<ApiTask["recurrence"]>;

/** A day without a time of day. */
export type DueDay = NonNullable<ApiTask["dueOn"]>;

/** One step of a task, to be ticked. */
export type ChecklistItem = ApiTask["checklist"][number];

/** An item as the page sends it; a new one has no id. */
export type GivenItem = Omit<ChecklistItem, "id"> & { id?: string };

export type Priority = ApiTask["priority"];

/** What of a task old updates, and tasks that the platform does not have yet, lack. */
type Late = "listId" | "position" | "checklist";

/** A task as the API and the updates carry it. */
export type Task = Omit<ApiTask, Late | "ownerId" | "createdAt" | "updatedAt" | "remindFrom" | "reminders"> &
  Partial<Pick<ApiTask, Late>> & { reminders: Pick<ApiTask["reminders"][number], "minutesBefore">[] };

/** A task that can be restored. */
export type DeletedTask = Task & Pick<Answer<"get", "/api/tasks/trash">["items"][number], "deletedAt" | "deletedBy">;

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
export type BulkOutcome = Answer<"post", "/api/tasks/bulk">["outcomes"][number];

/** A page of a list; the cursor is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A text as the API understands it. */
export type QuickAddText = Body<"post", "/api/quick-add">;

/** The task that a text describes. */
export type QuickAddPreview = Extract<Answer<"post", "/api/quick-add">, { dates: string[] }>;

/** A reminder that was sent. */
export type SentReminder = Answer<"get", "/api/notifications">["items"][number];

/** What an event changed: fields of a task or of a reminder. */
export type HistoryState = Partial<Task & { minutesBefore: number; remindAt: string; snoozed: boolean }>;

export type HistoryEntry = Omit<ApiHistoryEntry, "before" | "after"> & Record<"before" | "after", HistoryState | null>;

/** An event that a consumer gave up on. */
export type DeadLetter = Answer<"get", "/api/dead-letters">["items"][number];

/** A message of the websocket service. */
export type Update = { id: string; time: string; state?: string } & (
  | { type: "heartbeat" }
  | { type: "freehold.task-update.changed.v1"; data: { task: Task } }
  | { type: "freehold.task-update.removed.v1"; data: { taskId: string } }
  | { type: "freehold.list-update.changed.v1"; data: { list: List } }
  | { type: "freehold.list-update.removed.v1"; data: { listId: string } }
  | {
      type: "freehold.task-update.notified.v1";
      data: Omit<SentReminder, "id" | "readAt" | "snoozed"> & { notificationId: string; snoozed?: boolean };
    }
  | { type: "freehold.task-update.read.v1"; data: { notificationId: string; andOlder: boolean } }
  | { type: "freehold.dead-letter.added.v1" }
);
