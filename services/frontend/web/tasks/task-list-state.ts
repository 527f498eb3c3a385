import type { Act } from "../offline/queued-act";
import { countRemoval, countTask, noteTask } from "../places/count-refresh";
import { currentPlace } from "../places/current-place";
import type { Place } from "../places/place";
import { sortOf } from "../places/sorts";
import { api } from "../shared/api";
import { timeZone } from "../shared/format";
import { isDown, messageOf } from "../shared/problem";
import type { Task } from "../shared/types";
import { ShownTasks } from "./shown-tasks";
import { type TaskFilter, toQuery } from "./task-filter";
import type { TaskKeeper } from "./task-keeper";
import type { Sort } from "./task-order";
import { answered, wish } from "./wished";

/** Tasks of a page. */
const pageSize = 20;
/** Tasks that the API gives at once, at most. */
export const largestPage = 100;

/** The tasks that fit the filter, in the order that the API gives them in, kept up to date by live updates. */
export class TaskList extends ShownTasks {
  /** What changed while a page was on its way: the page may be older. */
  #arrived: Task[] = [];
  /** Counts the loads; only the last one may show its result. */
  #load = 0;

  /** Shows the failure itself. */
  async setFilter(change: Partial<Omit<TaskFilter, "place" | "sort">>): Promise<void> {
    this.stillness.end();
    this.update({ filter: { ...this.filter, ...change } });
    await this.#loadPage(pageSize, null).catch(() => {});
  }

  /** Shows another place, or the same in another order: at once what is known of it. Shows the failure itself. */
  async look(place: Place, sort: Sort): Promise<void> {
    this.stillness.end();
    this.nextCursor = null;
    this.update({ filter: { ...this.filter, place, sort }, hasMore: false, failure: undefined, seenAt: undefined });
    for (const { task } of this.entries) if (!this.fits(task)) this.known.delete(task.id);
    this.update({ isFirst: this.known.size === 0 });
    this.order([...this.known.values()]);
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
    await this.#loadPage(this.#length, this.nextCursor).catch(() => {});
  }

  /** From now on, what the platform tells is remembered. What is shown already, it has told. */
  keep(keeper: TaskKeeper): void {
    this.keeper = keeper;
    const { isFirst, failure, entries, hasMore } = this.view.get();
    const tasks = entries.map(({ task }) => task);
    if (failure !== undefined) this.#showSeen();
    else if (!isFirst) keeper.heardPage(tasks, this.filter, true, !hasMore);
  }

  /** Shows a task as the user has left it. */
  show(task: Task): void {
    this.put(task, false);
  }

  /** Takes a task off that is on the list by another id now. */
  forget(id: string): void {
    this.drop(id);
  }

  /** Takes a task as it is now, unless a later version of it is known. */
  apply(task: Task): void {
    this.keeper.heard(task);
    this.#arrived.push(task);
    countTask(task);
    this.put(task, true);
  }

  /** @param version of the task that was removed. Default: the one that is shown */
  remove(id: string, version = (this.known.get(id)?.task ?? this.awaiting.get(id))?.version): void {
    this.keeper.gone(id);
    countRemoval(id);
    // A page that is on its way may have it, at whichever version.
    if (version !== undefined) this.removed.set(id, version);
    else if (this.view.get().isBusy && !this.removed.has(id)) this.removed.set(id, Number.POSITIVE_INFINITY);
    this.stillness.run(() => {
      if (this.removed.has(id)) this.drop(id);
    });
  }

  /**
   * Shows at once what acts make of tasks, and then each as the platform has told it last: as it was, if the API refuses.
   * @param ask shows its answer, if it is not asked later
   */
  async during<Answer>(acts: readonly { task: Task; act: Act }[], ask: () => Promise<Answer>): Promise<Answer> {
    const wishes = acts.map(({ task, act }) => wish(task, act));
    for (const { task } of acts) this.show(task);
    try {
      return await ask();
    } finally {
      for (const wished of wishes) answered(wished);
      for (const { told } of wishes) this.show(told);
    }
  }

  /**
   * Completes or reopens a task: it is shown at once, and as it was if the API refuses.
   * @param ask its answer is undefined if the API is asked later
   */
  async toggle(task: Task, ask: () => Promise<Task | undefined>): Promise<Task | undefined> {
    const done = task.status === "open";
    const wanted: Task = done
      ? { ...task, status: "completed", completedAt: new Date().toISOString() }
      : { ...task, status: "open", completedAt: null };
    try {
      const changed = await this.stillness.during(() => {
        this.change(task.id, { isSettling: true });
        this.put(wanted, false);
        return ask();
      });
      if (changed) this.apply(changed);
      this.stillness.run(() => this.change(task.id, { isSettling: false }));
      return changed;
    } catch (error) {
      // Unless somebody has changed it meanwhile.
      if (this.known.get(task.id)?.task === wanted) this.put(task, false);
      this.change(task.id, { isSettling: false });
      throw error;
    }
  }

  /** The task may move again, and its circle can be used. */
  settle(id: string): void {
    this.change(id, { isSettling: false });
  }

  async #loadPage(limit: number, cursor: string | null): Promise<void> {
    this.#load += 1;
    const load = this.#load;
    this.#arrived = [];
    this.update({ isBusy: true });
    try {
      const page = await api.tasks({ ...toQuery(this.filter, timeZone), limit, cursor });
      if (load !== this.#load) return;
      const added = this.keeper.added();
      if (cursor === null) this.keepOnly(new Set([...page.items, ...added].map(({ id }) => id)));
      this.keeper.heardPage(page.items, this.filter, cursor === null, page.nextCursor === null);
      this.nextCursor = page.nextCursor;
      for (const task of page.items) noteTask(task);
      for (const task of [...page.items, ...added]) this.put(task, false);
      for (const task of this.#arrived) this.put(task, true);
      this.update({ isFirst: false, hasMore: page.nextCursor !== null, failure: undefined, seenAt: undefined });
    } catch (error) {
      if (load !== this.#load) return;
      this.update({ isFirst: false, failure: messageOf(error), seenAt: undefined });
      if (isDown(error)) this.#showSeen();
      throw error;
    } finally {
      if (load === this.#load) this.update({ isBusy: false });
    }
  }

  /** Shows what the platform told last. */
  #showSeen(): void {
    const { tasks, at } = this.keeper.seen();
    this.nextCursor = null;
    for (const { task } of this.entries) this.stillness.run(() => this.dropUnfit(task.id));
    for (const task of tasks) this.put(task, false);
    this.update({ hasMore: false, seenAt: at });
  }

  /** Tasks to ask for: as many as there are, for a longer list is read in longer pages. */
  get #length(): number {
    return Math.min(largestPage, Math.max(pageSize, this.entries.length));
  }
}

/** The list of the page. */
export const taskList = new TaskList(currentPlace.get());
currentPlace.subscribe(() => taskList.look(currentPlace.get(), sortOf(currentPlace.get())));
