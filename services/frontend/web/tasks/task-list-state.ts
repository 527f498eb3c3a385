import { api } from "../shared/api";
import { messageOf } from "../shared/problem";
import { Store } from "../shared/store";
import type { Task } from "../shared/types";
import { passFocusOn } from "./focus";
import { Stillness } from "./stillness";
import { fits, placeOf, type TaskEntry, type TaskFilter, withEntry } from "./task-entry";

/** Tasks of a page, and the most that the API gives at once. */
const pageSize = 20;
const largestPage = 100;

export interface TaskListView {
  entries: readonly TaskEntry[];
  filter: TaskFilter;
  /** Whether nothing was read yet. */
  isFirst: boolean;
  isBusy: boolean;
  hasMore: boolean;
  /** Why the list could not be read. */
  failure: string | undefined;
}

/** The tasks that fit the filter, newest first as the API gives them, kept up to date by live updates. */
export class TaskList {
  readonly view = new Store<TaskListView>({
    entries: [],
    filter: { status: "open", search: "" },
    isFirst: true,
    isBusy: true,
    hasMore: false,
    failure: undefined,
  });
  readonly stillness = new Stillness();
  /** Tasks that are gone, with their last version: an update that the removal overtook brings none back, a restoration does. */
  readonly #removed = new Map<string, number>();
  /** Tasks that are not on the list yet, because it is kept still. */
  readonly #awaiting = new Map<string, Task>();
  /** What changed while a page was on its way: the page may be older. */
  #arrived: Task[] = [];
  #nextCursor: string | null = null;
  /** Counts the loads; only the last one may show its result. */
  #load = 0;

  /** Shows the failure itself. */
  async setFilter(filter: TaskFilter): Promise<void> {
    this.stillness.end();
    this.#show({ filter });
    await this.#loadPage(pageSize, null).catch(() => {});
  }

  /**
   * Reads the list again, as long as it was.
   * @throws {Problem} after showing it
   */
  reload(): Promise<void> {
    return this.#loadPage(this.#length, null);
  }

  /** Shows the failure itself. */
  async loadMore(): Promise<void> {
    await this.#loadPage(this.#length, this.#nextCursor).catch(() => {});
  }

  /** Takes a task as it is now, unless a later version of it is known. */
  apply(task: Task): void {
    this.#arrived.push(task);
    this.#put(task, true);
  }

  remove(id: string): void {
    const known = this.#entryOf(id)?.task ?? this.#awaiting.get(id);
    // A page that is on its way may have it, at whichever version.
    if (known) this.#removed.set(id, known.version);
    else if (this.view.get().isBusy) this.#removed.set(id, Number.POSITIVE_INFINITY);
    this.stillness.run(() => {
      if (this.#removed.has(id)) this.#drop(id);
    });
  }

  /** Completes or reopens a task: it is shown at once, and as it was if the API refuses. */
  async toggle(task: Task, ask: () => Promise<Task>): Promise<Task> {
    const done = task.status === "open";
    const wanted: Task = done
      ? { ...task, status: "completed", completedAt: new Date().toISOString() }
      : { ...task, status: "open", completedAt: null };
    try {
      const changed = await this.stillness.during(() => {
        this.#change(task.id, { isSettling: true });
        this.#put(wanted, false);
        return ask();
      });
      this.apply(changed);
      this.stillness.run(() => this.#change(task.id, { isSettling: false }));
      return changed;
    } catch (error) {
      // Unless somebody has changed it meanwhile.
      if (this.#entryOf(task.id)?.task === wanted) this.#put(task, false);
      this.#change(task.id, { isSettling: false });
      throw error;
    }
  }

  /** The task may move again, and its circle can be used. */
  settle(id: string): void {
    this.#change(id, { isSettling: false });
  }

  async #loadPage(limit: number, cursor: string | null): Promise<void> {
    this.#load += 1;
    const load = this.#load;
    this.#arrived = [];
    this.#show({ isBusy: true });
    try {
      const page = await api.tasks({ ...this.view.get().filter, limit, cursor });
      if (load !== this.#load) return;
      if (cursor === null) this.#keepOnly(new Set(page.items.map(({ id }) => id)));
      this.#nextCursor = page.nextCursor;
      for (const task of page.items) this.#put(task, false);
      for (const task of this.#arrived) this.#put(task, true);
      this.#show({ isFirst: false, hasMore: page.nextCursor !== null, failure: undefined });
    } catch (error) {
      if (load !== this.#load) return;
      this.#show({ isFirst: false, failure: messageOf(error) });
      throw error;
    } finally {
      if (load === this.#load) this.#show({ isBusy: false });
    }
  }

  #put(task: Task, isLive: boolean): void {
    const removed = this.#removed.get(task.id);
    if (removed !== undefined && task.version <= removed) return;
    this.#removed.delete(task.id);
    const known = this.#entryOf(task.id);
    if (known && known.task.version > task.version) return;
    if (!known) {
      const awaited = this.#awaiting.get(task.id);
      if (awaited && awaited.version > task.version) return;
      this.#awaiting.set(task.id, task);
      this.stillness.run(() => this.#insert(task.id, isLive));
      return;
    }
    this.#change(task.id, { task });
    if (!this.#fits(task)) this.stillness.run(() => this.#dropUnfit(task.id));
  }

  #insert(id: string, isLive: boolean): void {
    const task = this.#awaiting.get(id);
    this.#awaiting.delete(id);
    if (!task || this.#removed.has(id) || !this.#fits(task) || this.#entryOf(id)) return;
    // Further down than what was read so far: it comes with its page.
    const isLast = placeOf(this.#entries, id) === this.#entries.length;
    if (isLast && this.#nextCursor !== null && isLive) return;
    this.#show({ entries: withEntry(this.#entries, { task, isFresh: isLive, isSettling: false }) });
  }

  #keepOnly(ids: ReadonlySet<string>): void {
    for (const { task } of this.#entries) if (!ids.has(task.id)) this.stillness.run(() => this.#drop(task.id));
  }

  /** Takes a task off the list unless it fits again. */
  #dropUnfit(id: string): void {
    const entry = this.#entryOf(id);
    if (entry && !this.#fits(entry.task)) this.#drop(id);
  }

  #drop(id: string): void {
    if (!this.#entryOf(id)) return;
    passFocusOn(id);
    this.#show({ entries: this.#entries.filter(({ task }) => task.id !== id) });
  }

  #change(id: string, change: Partial<TaskEntry>): void {
    this.#show({ entries: this.#entries.map((entry) => (entry.task.id === id ? { ...entry, ...change } : entry)) });
  }

  #fits(task: Task): boolean {
    return fits(task, this.view.get().filter);
  }

  #entryOf(id: string): TaskEntry | undefined {
    const entry = this.#entries[placeOf(this.#entries, id)];
    return entry?.task.id === id ? entry : undefined;
  }

  /** Tasks to ask for: as many as there are, for a longer list is read in longer pages. */
  get #length(): number {
    return Math.min(largestPage, Math.max(pageSize, this.#entries.length));
  }

  /** A task as it is on the list. */
  find(id: string): Task | undefined {
    return this.#entries.find(({ task }) => task.id === id)?.task;
  }

  get #entries(): readonly TaskEntry[] {
    return this.view.get().entries;
  }

  #show(change: Partial<TaskListView>): void {
    this.view.set({ ...this.view.get(), ...change });
  }
}

/** The list of the page. */
export const taskList = new TaskList();
