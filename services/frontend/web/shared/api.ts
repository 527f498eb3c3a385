import { request } from "./request";
import type {
  BulkAct,
  BulkOutcome,
  DeadLetter,
  DeletedTask,
  HistoryEntry,
  List,
  ListFields,
  NewTask,
  Page,
  QuickAddPreview,
  QuickAddText,
  Recurrence,
  Scope,
  SentReminder,
  StoryStep,
  Task,
  TaskChanges,
  ViewCounts,
} from "./types";

type Cursor = string | null;

/** What the page asks of the API. Each throws a Problem. */
export const api = {
  tasks: (query: Record<string, string | number | null>) => request<Page<Task>>("GET", "/api/tasks", { query }),
  task: (id: string) => request<Task>("GET", `/api/tasks/${id}`),
  addTask: (body: NewTask, idempotencyKey: string) => request<Task>("POST", "/api/tasks", { body, idempotencyKey }),
  changeTask: (id: string, body: TaskChanges, version: number, scope: Scope | null = null) =>
    request<Task>("PATCH", `/api/tasks/${id}`, { query: { scope }, body, version }),
  dates: (id: string, due: Partial<Pick<Task, "dueAt" | "dueOn">>, scope: Scope | null, rule?: Recurrence) =>
    request<{ dates: string[]; notes: string[] }>("GET", `/api/tasks/${id}/dates`, {
      query: {
        ...{ dueAt: due.dueAt ?? null, dueOn: due.dueOn?.date ?? null, scope },
        ...{ rrule: rule?.rrule ?? null, timeZone: due.dueOn?.timeZone ?? rule?.timeZone ?? null },
      },
    }),
  completeTask: (id: string) => request<Task>("POST", `/api/tasks/${id}/complete`),
  reopenTask: (id: string) => request<Task>("POST", `/api/tasks/${id}/reopen`),
  changeItem: (id: string, itemId: string, body: { done: boolean }) =>
    request<Task>("PATCH", `/api/tasks/${id}/checklist/${itemId}`, { body }),
  revertTask: (id: string, toVersion: number, version: number) =>
    request<Task>("POST", `/api/tasks/${id}/revert`, { body: { version: toVersion }, version }),
  skipDate: (id: string, version: number) => request<Task>("POST", `/api/tasks/${id}/skip`, { version }),
  deleteTask: (id: string, version: number) => request("DELETE", `/api/tasks/${id}`, { version }),
  restoreTask: (id: string) => request<Task>("POST", `/api/tasks/${id}/restore`),
  actOnMany: (ids: readonly string[], act: BulkAct) =>
    request<{ outcomes: BulkOutcome[] }>("POST", "/api/tasks/bulk", { body: { ...act, ids } }),
  trash: (limit: number, cursor: Cursor) =>
    request<Page<DeletedTask>>("GET", "/api/tasks/trash", { query: { limit, cursor } }),
  moveTask: (id: string, { side, besideId }: { side: "before" | "after"; besideId: string }) =>
    request<Task>("POST", `/api/tasks/${id}/move`, { body: { [side]: besideId } }),
  history: (id: string, limit: number, cursor: Cursor) =>
    request<Page<HistoryEntry>>("GET", `/api/tasks/${id}/history`, { query: { limit, cursor } }),

  quickAdd: (body: QuickAddText, idempotencyKey: string) =>
    request<Task>("POST", "/api/quick-add", { body, idempotencyKey }),
  previewQuickAdd: (body: QuickAddText) =>
    request<QuickAddPreview>("POST", "/api/quick-add", { query: { preview: "true" }, body }),

  snoozeTask: (id: string, until: string | null) =>
    request<Task>("POST", `/api/tasks/${id}/reminders/snooze`, { body: { until } }),
  snoozeNotification: (id: string, until: string) =>
    request<Task>("POST", `/api/notifications/${id}/snooze`, { body: { until } }),
  views: (timeZone: string) => request<ViewCounts>("GET", "/api/views", { query: { timeZone } }),
  addList: (body: ListFields, idempotencyKey: string) => request<List>("POST", "/api/lists", { body, idempotencyKey }),
  changeList: (id: string, body: ListFields) => request<List>("PATCH", `/api/lists/${id}`, { body }),
  /** Undefined once it is deleted; before, how many of its tasks are left to move to the default list. */
  deleteList: (id: string) =>
    request<{ left: number } | undefined>("DELETE", `/api/lists/${id}`, { query: { tasks: "move" } }),

  sentReminders: () => request<Page<SentReminder> & { unread: number }>("GET", "/api/notifications"),
  readNotifications: (upTo: string) =>
    request<{ more: boolean }>("POST", "/api/notifications/read", { body: { upTo } }),

  story: (eventId: string) => request<{ steps: StoryStep[] }>("GET", `/api/operator/events/${eventId}`),
  deadLetters: (limit: number, cursor: Cursor) =>
    request<Page<DeadLetter>>("GET", "/api/dead-letters", { query: { limit, cursor } }),
  replay: (id: string) => request<DeadLetter>("POST", `/api/dead-letters/${id}/replay`),
  discard: (id: string, reason: string) =>
    request<DeadLetter>("POST", `/api/dead-letters/${id}/discard`, { body: { reason } }),
};
