import { t } from "../messages/language";
import { currentPlace, goTo } from "../places/current-place";
import { applyList, removeList } from "../places/navigation";
import { inbox } from "../places/place";
import { api } from "../shared/api";
import { newKey } from "../shared/idempotency-key";
import { isStatus } from "../shared/problem";
import type { List, ListFields } from "../shared/types";
import { askInParts } from "../tasks/selection/ask-in-parts";
import { largestPage } from "../tasks/task-list-state";
import type { Step, Undone } from "../undo/own-act";
import { doneByUser } from "../undo/own-acts";

/** Tells that the user has added a list. */
export const listAdded = ({ id, name, version }: List): void =>
  doneByUser({
    said: t.lists.added(name),
    steps: [{ id, from: 0, to: version }],
    undo: { by: "deleteList", id },
  });

/** Tells that the user has changed a list. */
export const listChanged = ({ id, name, colour, order, version: from }: List, after: List): void =>
  doneByUser({
    said: t.lists.changed(after.name),
    steps: [{ id, from, to: after.version }],
    undo: { by: "changeList", id, fields: { name, colour, order } },
  });

/**
 * Deletes a list for the user. Undo makes another one like it, with the tasks that were in it.
 * @throws {Problem}
 */
export async function deleteList({ id, name, colour, order, version }: List): Promise<void> {
  const tasks = await tasksOf(id);
  await removeListNow(id);
  doneByUser({
    said: t.lists.deleted(name),
    steps: [{ id, version }, ...tasks].map((each) => ({ id: each.id, from: each.version, to: each.version })),
    undo: { by: "addList", fields: { name, colour, order }, key: newKey() },
  });
}

/**
 * Makes a list like one that was deleted, with the tasks that were in it.
 * @param steps of the list, then of the tasks
 * @param key the `Idempotency-Key`: a second try makes no second list
 * @throws {Problem}
 */
export async function bringBackList(
  fields: ListFields & { name: string },
  [list, ...tasks]: readonly Step[],
  key: string,
): Promise<readonly Undone[]> {
  const made = await api.addList(fields, key);
  applyList(made);
  const move = (ids: readonly string[]) => api.actOnMany(ids, { act: "move", listId: made.id });
  const ids = tasks.map(({ id }) => id);
  const { outcomes, error } = await askInParts(ids, move);
  if (error) throw error;
  goTo({ list: made.id });
  const versions = new Map(outcomes.map((outcome) => [outcome.id, outcome.ok ? outcome.version : 0]));
  // The deletion was one version, and this one more: a task that is further was changed by somebody else.
  const own = tasks.flatMap(({ id, to }) => (versions.get(id) === to + 2 ? { id, version: to + 2 } : []));
  return [{ ...made, ...(list && { was: list.id }) }, ...own];
}

/** The tasks in a list, of each status. */
async function tasksOf(list: string): Promise<Undone[]> {
  const tasks: Undone[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.tasks>> = await api.tasks({ list, limit: largestPage, cursor });
    tasks.push(...page.items.map(({ id, version }) => ({ id, version })));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return tasks;
}

/** Each request moves some of the tasks; the list is deleted with the last of them. */
export async function removeListNow(id: string): Promise<void> {
  try {
    let left: { left: number } | undefined;
    do left = await api.deleteList(id);
    while (left);
  } catch (error) {
    // Somebody else was faster.
    if (!isStatus(error, 404)) throw error;
  }
  removeList(id);
  if (currentPlace.get().list === id) goTo(inbox, true);
}
