/** Where the list is found: its tasks carry their ids. */
export const elementOf = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`#tasks > [data-task="${CSS.escape(id)}"]`);

/** Puts the focus on a task as a whole. */
export const focusTask = (id: string): void => elementOf(id)?.focus();

/** Puts the focus on a task once the list is drawn again: it may be another item by then. */
export const focusLater = (id: string) => setTimeout(() => focusTask(id), 0);

/**
 * Moves a focus that is on a task which leaves the list to its neighbour as a whole, and to no button: a key that is
 * pressed again must not act on another task.
 */
export function passFocusOn(id: string): void {
  const element = document.activeElement?.closest<HTMLElement>("#tasks > [data-task]");
  if (element?.dataset.task !== id) return;
  const neighbour = [element.nextElementSibling, element.previousElementSibling].find(
    (each) => each instanceof HTMLElement && each.dataset.task !== undefined,
  );
  const heading = document.querySelector<HTMLElement>("#tasks-title");
  (neighbour instanceof HTMLElement ? neighbour : heading)?.focus();
}
