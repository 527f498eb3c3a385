import { countRemoval, countTask, noteTask } from "../places/count-refresh";
import { currentPlace } from "../places/current-place";
import type { Place } from "../places/place";
import { sortOf } from "../places/sorts";
import { api } from "../shared/api";
import { timeZone } from "../shared/format";
import { messageOf } from "../shared/problem";
import { Store } from "../shared/store";
import type { Task } from "../shared/types";
import { passFocusOn } from "./focus";
import { Stillness } from "./stillness";
import { placeOf, type TaskEntry, withEntry } from "./task-entry";
import { fits, type TaskFilter, toQuery } from "./task-filter";
import { firstView, type TaskListView } from "./task-list-view";
import { compareBy, type Sort } from "./task-order";

/** Tasks of a page, and the most that the API gives at once. */
const pageSize = 20;
const largestPage = 100;

/** The tasks that fit the filter, in the order that the API gives them in, kept up to date by live updates. */
export class TaskList {
  readonly view: Store<TaskListView>;
  readonly stillness = new Stillness();
  /** The entries by the ids of their tasks. */
  readonly #known = new Map<string, TaskEntry>();
  /** Tasks that are gone, with their last version: an update that the removal overtook brings none back, a restoration does. */
  readonly #removed = new Map<string, number>();
  /** Tasks that are not on the list yet, because it is kept still. */
  readonly #awaiting = new Map<string, Task>();
  /** What changed while a page was on its way: the page may be older. */
  #arrived: Task[] = [];
  #nextCursor: string | null = null;
  /** Counts the loads; only the last one may show its result. */
  #load = 0;

  constructor(place: Place) {
    this.view = new Store(firstView(place));
  }

  /** Shows the failure itself. */
  async setFilter(change: Pick<TaskFilter, "status" | "search">): Promise<void> {
    this.stillness.end();
    this.#show({ filter: { ...this.#filter, ...change } });
    await this.#loadPage(pageSize, null).catch(() => {});
  }

  /** Shows another place, or the same in another order: at once what is known of it. Shows the failure itself. */
  async look(place: Place, sort: Sort): Promise<void> {
    this.stillness.end();
    this.#nextCursor = null;
    this.#show({ filter: { ...this.#filter, place, sort }, hasMore: false, failure: undefined });
    for (const { task } of this.#entries) if (!this.#fits(task)) this.#known.delete(task.id);
    this.#show({ isFirst: this.#known.size === 0 });
    this.#order([...this.#known.values()]);
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
    countTask(task);
    this.#put(task, true);
  }

  remove(id: string): void {
    countRemoval(id);
    const known = this.#known.get(id)?.task ?? this.#awaiting.get(id);
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
      if (this.#known.get(task.id)?.task === wanted) this.#put(task, false);
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
      const page = await api.tasks({ ...toQuery(this.#filter, timeZone), limit, cursor });
      if (load !== this.#load) return;
      if (cursor === null) this.#keepOnly(new Set(page.items.map(({ id }) => id)));
      this.#nextCursor = page.nextCursor;
      for (const task of page.items) {
        noteTask(task);
        this.#put(task, false);
      }
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
    const known = this.#known.get(task.id);
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
    else if (this.#compare(known.task, task) !== 0) this.stillness.run(() => this.#order(this.#entries));
  }

  #insert(id: string, isLive: boolean): void {
    const task = this.#awaiting.get(id);
    this.#awaiting.delete(id);
    if (!task || this.#removed.has(id) || !this.#fits(task) || this.#known.get(id)) return;
    // Further down than what was read so far: it comes with its page.
    const isLast = placeOf(this.#entries, task, this.#compare) === this.#entries.length;
    if (isLast && this.#nextCursor !== null && isLive) return;
    const entry = { task, isFresh: isLive, isSettling: false };
    this.#known.set(id, entry);
    this.#show({ entries: withEntry(this.#entries, entry, this.#compare) });
  }

  #keepOnly(ids: ReadonlySet<string>): void {
    const gone = this.#entries.map(({ task }) => task.id).filter((id) => !ids.has(id));
    if (gone.length > 0) this.stillness.run(() => this.#drop(...gone));
  }

  /** Takes a task off the list unless it fits again. */
  #dropUnfit(id: string): void {
    const entry = this.#known.get(id);
    if (entry && !this.#fits(entry.task)) this.#drop(id);
  }

  /** Takes tasks off the list, all in one go: there may be thousands. */
  #drop(...ids: string[]): void {
    const gone = new Set(ids.filter((id) => this.#known.has(id)));
    if (gone.size === 0) return;
    for (const id of gone) {
      passFocusOn(id);
      this.#known.delete(id);
    }
    this.#show({ entries: this.#entries.filter(({ task }) => !gone.has(task.id)) });
  }

  #change(id: string, change: Partial<TaskEntry>): void {
    const known = this.#known.get(id);
    if (!known) return;
    const changed = { ...known, ...change };
    this.#known.set(id, changed);
    this.#show({ entries: this.#entries.map((entry) => (entry === known ? changed : entry)) });
  }

  #order(entries: readonly TaskEntry[]): void {
    this.#show({ entries: entries.toSorted((one, other) => this.#compare(one.task, other.task)) });
  }

  get #compare(): (one: Task, other: Task) => number {
    return compareBy(this.#filter.sort);
  }

  #fits(task: Task): boolean {
    return fits(task, this.#filter, new Date());
  }

  get #filter(): TaskFilter {
    return this.view.get().filter;
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
export const taskList = new TaskList(currentPlace.get());
currentPlace.subscribe(() => taskList.look(currentPlace.get(), sortOf(currentPlace.get())));
