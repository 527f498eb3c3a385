import { Store } from "./store";

/** A message that is shown for a moment. */
export interface Toast {
  id: number;
  title: string;
  detail: string;
  kind: "" | "reminder" | "occurrence";
  /** Takes back what the message tells of. */
  undo: (() => Promise<void>) | undefined;
}

export const toasts = new Store<readonly Toast[]>([]);
let latestId = 0;

/**
 * Shows a message for a moment.
 * @returns its id
 */
export function toast(
  title: string,
  { detail = "", kind = "", undo }: Partial<Omit<Toast, "id" | "title">> = {},
): number {
  latestId += 1;
  toasts.set([...toasts.get(), { id: latestId, title, detail, kind, undo }]);
  return latestId;
}

export function dismiss(id: number): void {
  toasts.set(toasts.get().filter((each) => each.id !== id));
}
