import type { Task } from "../shared/types";

/** Knows of which tasks a change was counted already, so that a change that tells nothing new causes no request. */
export class CountedTasks {
  readonly #known = new Map<string, { version: number; where: string }>();
  readonly #removed = new Set<string>();

  /** Takes a task that was read. Whether a change of it was missed: one that is read for the first time is counted. */
  isMissed(task: Task): boolean {
    const isFirst = !this.#known.has(task.id);
    return this.isNews(task) && !isFirst;
  }

  /** Whether a task is in other places than it was known to be, or not known. */
  isNews({ id, version, status, dueAt, listId, tags }: Task): boolean {
    const where = [status, dueAt, listId ?? "", ...tags].join(" ");
    const known = this.#known.get(id);
    if (known && known.version >= version) return false;
    this.#known.set(id, { version, where });
    // A task that was removed is back.
    return this.#removed.delete(id) || known?.where !== where;
  }

  /** Whether a removal was not known. */
  isRemovalNews(id: string): boolean {
    if (this.#removed.has(id)) return false;
    this.#removed.add(id);
    return true;
  }
}
