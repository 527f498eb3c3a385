import { request } from "./request";
import type {
  BulkAct,
  List,
  ListFields,
  NewTask,
  QuickAddPreview,
  QuickAddText,
  Recurrence,
  Scope,
  Task,
  TaskChanges,
} from "./types";

type Cursor = string | null;

/** What the page asks of the API. Each throws a Problem. */
export const api = {
  tasks: (query: Record<string, string | number | null>) => request("GET", "/api/tasks", { query }),
  task: (id: string) => request("GET", `/api/tasks/${id}`),
  addTask: (body: NewTask, idempotencyKey: string) => request("POST", "/api/tasks", { body, idempotencyKey }),
  changeTask: (id: string, body: TaskChanges, version: number, scope: Scope | null = null) =>
    request("PATCH", `/api/tasks/${id}`, { query: { scope }, body, version }),
  dates: (id: string, due: Partial<Pick<Task, "dueAt" | "dueOn">>, scope: Scope | null, rule?: Recurrence) =>
    request("GET", `/api/tasks/${id}/dates`, {
      query: {
        ...{ dueAt: due.dueAt ?? null, dueOn: due.dueOn?.date ?? null, scope },
        ...{ rrule: rule?.rrule ?? null, timeZone: due.dueOn?.timeZone ?? rule?.timeZone ?? null },
      },
    }),
  completeTask: (id: string) => request("POST", `/api/tasks/${id}/complete`),
  reopenTask: (id: string) => request("POST", `/api/tasks/${id}/reopen`),
  changeItem: (id: string, itemId: string, body: { done: boolean }) =>
    request("PATCH", `/api/tasks/${id}/checklist/${itemId}`, { body }),
  revertTask: (id: string, toVersion: number, version: number) =>
    request("POST", `/api/tasks/${id}/revert`, { body: { version: toVersion }, version }),
  skipDate: (id: string, version: number) => request("POST", `/api/tasks/${id}/skip`, { version }),
  deleteTask: (id: string, version: number) => request("DELETE", `/api/tasks/${id}`, { version }),
  restoreTask: (id: string) => request("POST", `/api/tasks/${id}/restore`),
  actOnMany: (ids: readonly string[], act: BulkAct) =>
    request("POST", "/api/tasks/bulk", { body: { ...act, ids: [...ids] } }),
  trash: (limit: number, cursor: Cursor) => request("GET", "/api/tasks/trash", { query: { limit, cursor } }),
  moveTask: (id: string, { side, besideId }: { side: "before" | "after"; besideId: string }) =>
    request("POST", `/api/tasks/${id}/move`, { body: { [side]: besideId } }),
  history: (id: string, limit: number, cursor: Cursor) =>
    request("GET", `/api/tasks/${id}/history`, { query: { limit, cursor } }),

  // One address answers both.
  quickAdd: (body: QuickAddText, idempotencyKey: string) =>
    request("POST", "/api/quick-add", { body, idempotencyKey }) as Promise<Task>,
  previewQuickAdd: (body: QuickAddText) =>
    request("POST", "/api/quick-add", { query: { preview: "true" }, body }) as Promise<QuickAddPreview>,

  snoozeTask: (id: string, until: string | null) =>
    request("POST", `/api/tasks/${id}/reminders/snooze`, { body: { until } }),
  snoozeNotification: (id: string, until: string) =>
    request("POST", `/api/notifications/${id}/snooze`, { body: { until } }),
  views: (timeZone: string) => request("GET", "/api/views", { query: { timeZone } }),
  addList: (body: Pick<List, "name"> & ListFields, idempotencyKey: string) =>
    request("POST", "/api/lists", { body, idempotencyKey }),
  changeList: (id: string, body: ListFields, version: number) =>
    request("PATCH", `/api/lists/${id}`, { body, version }),
  /** Undefined once it is deleted; before, how many of its tasks are left to move to the default list. */
  deleteList: (id: string) => request("DELETE", `/api/lists/${id}`, { query: { tasks: "move" } }),

  sentReminders: () => request("GET", "/api/notifications"),
  readNotifications: (upTo: string) => request("POST", "/api/notifications/read", { body: { upTo } }),

  story: (eventId: string) => request("GET", `/api/operator/events/${eventId}`),
  deadLetters: (limit: number, cursor: Cursor) => request("GET", "/api/dead-letters", { query: { limit, cursor } }),
  replay: (id: string) => request("POST", `/api/dead-letters/${id}/replay`),
  discard: (id: string, reason: string) => request("POST", `/api/dead-letters/${id}/discard`, { body: { reason } }),
};
