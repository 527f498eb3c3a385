import type { Place } from "../places/place";
import { Store } from "../shared/store";
import type { Task } from "../shared/types";
import { passFocusOn } from "./focus";
import { Stillness } from "./stillness";
import { placeOf, type TaskEntry, withEntry } from "./task-entry";
import { fits, type TaskFilter } from "./task-filter";
import { noKeeper, type TaskKeeper } from "./task-keeper";
import { firstView, type TaskListView } from "./task-list-view";
import { compareBy } from "./task-order";
import { asWanted } from "./wanted-positions";
import { asWished } from "./wished";

/** The tasks that are shown: those that fit the filter, in its order. They move when the list is not kept still. */
export class ShownTasks {
  readonly view: Store<TaskListView>;
  readonly stillness = new Stillness();
  /** The entries by the ids of their tasks. */
  protected readonly known = new Map<string, TaskEntry>();
  /** Tasks that are gone, with their last version: an update that the removal overtook brings none back, a restoration does. */
  protected readonly removed = new Map<string, number>();
  /** Tasks that are not on the list yet, because it is kept still. */
  protected readonly awaiting = new Map<string, Task>();
  protected nextCursor: string | null = null;
  protected keeper: TaskKeeper = noKeeper;

  constructor(place: Place) {
    this.view = new Store(firstView(place));
  }

  protected put(told: Task, isLive: boolean): void {
    const removed = this.removed.get(told.id);
    if (removed !== undefined && told.version <= removed) return;
    const task = this.asLeft(told);
    if (!task) {
      this.awaiting.delete(told.id);
      this.stillness.run(() => this.asLeft(told) || this.drop(told.id));
      return;
    }
    this.removed.delete(task.id);
    const known = this.known.get(task.id);
    if (known && known.task.version > task.version) return;
    if (!known) {
      const awaited = this.awaiting.get(task.id);
      if (awaited && awaited.version > task.version) return;
      this.awaiting.set(task.id, task);
      this.stillness.run(() => this.insert(task.id, isLive));
      return;
    }
    this.change(task.id, { task });
    if (!this.fits(task)) this.stillness.run(() => this.dropUnfit(task.id));
    else if (this.compare(known.task, task) !== 0) this.stillness.run(() => this.order(this.entries));
  }

  /** A task as the user has left it, undefined once it is deleted. */
  private asLeft(told: Task): Task | undefined {
    const overlaid = this.keeper.overlay(told);
    const wished = overlaid && asWished(overlaid);
    return wished && asWanted(wished);
  }

  private insert(id: string, isLive: boolean): void {
    const task = this.awaiting.get(id);
    this.awaiting.delete(id);
    if (!task || this.removed.has(id) || !this.fits(task) || this.known.get(id)) return;
    // Further down than what was read so far: it comes with its page.
    const isLast = placeOf(this.entries, task, this.compare) === this.entries.length;
    if (isLast && this.nextCursor !== null && isLive) return;
    const entry = { task, isFresh: isLive, isSettling: false };
    this.known.set(id, entry);
    this.update({ entries: withEntry(this.entries, entry, this.compare) });
  }

  protected keepOnly(ids: ReadonlySet<string>): void {
    const gone = this.entries.map(({ task }) => task.id).filter((id) => !ids.has(id));
    if (gone.length > 0) this.stillness.run(() => this.drop(...gone));
  }

  /** Takes a task off the list unless it fits again. */
  protected dropUnfit(id: string): void {
    const entry = this.known.get(id);
    if (entry && !this.fits(entry.task)) this.drop(id);
  }

  /** Takes tasks off the list, all in one go: there may be thousands. */
  protected drop(...ids: string[]): void {
    const gone = new Set(ids.filter((id) => this.known.has(id)));
    if (gone.size === 0) return;
    for (const id of gone) {
      passFocusOn(id);
      this.known.delete(id);
    }
    this.update({ entries: this.entries.filter(({ task }) => !gone.has(task.id)) });
  }

  protected change(id: string, change: Partial<TaskEntry>): void {
    const known = this.known.get(id);
    if (!known) return;
    const changed = { ...known, ...change };
    this.known.set(id, changed);
    this.update({ entries: this.entries.map((entry) => (entry === known ? changed : entry)) });
  }

  protected order(entries: readonly TaskEntry[]): void {
    this.update({ entries: entries.toSorted((one, other) => this.compare(one.task, other.task)) });
  }

  protected get compare(): (one: Task, other: Task) => number {
    return compareBy(this.filter.sort);
  }

  protected fits(task: Task): boolean {
    return fits(task, this.filter, new Date());
  }

  protected get filter(): TaskFilter {
    return this.view.get().filter;
  }

  /** A task as it is on the list. */
  find(id: string): Task | undefined {
    return this.entries.find(({ task }) => task.id === id)?.task;
  }

  protected get entries(): readonly TaskEntry[] {
    return this.view.get().entries;
  }

  protected update(change: Partial<TaskListView>): void {
    this.view.set({ ...this.view.get(), ...change });
  }
}
