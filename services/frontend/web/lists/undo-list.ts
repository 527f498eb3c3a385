import { t } from "../messages/language";
import { currentPlace, goTo } from "../places/current-place";
import { applyList, removeList } from "../places/navigation";
import { inbox } from "../places/place";
import { api } from "../shared/api";
import { newKey } from "../shared/idempotency-key";
import { doneByUser } from "../shared/own-acts";
import { isStatus } from "../shared/problem";
import type { List } from "../shared/types";
import { askInParts } from "../tasks/selection/ask-in-parts";
import { largestPage } from "../tasks/task-list-state";

/** Tells that the user has added a list. */
export const listAdded = ({ id, name, version }: List): void =>
  doneByUser({
    said: t.lists.added(name),
    steps: [{ id, from: 0, to: version }],
    undo: async () => {
      await removeNow(id);
      return [];
    },
  });

/** Tells that the user has changed a list. */
export const listChanged = ({ id, name, colour, order, version: from }: List, after: List): void =>
  doneByUser({
    said: t.lists.changed(after.name),
    steps: [{ id, from, to: after.version }],
    undo: async ([step]) => {
      const back = await api.changeList(id, { name, colour, order }, step?.to ?? after.version);
      applyList(back);
      return [back];
    },
  });

/**
 * Deletes a list for the user. Undo makes another one like it, with the tasks that were in it.
 * @throws {Problem}
 */
export async function deleteList({ id, name, colour, order }: List): Promise<void> {
  const tasks = await tasksOf(id);
  await removeNow(id);
  const key = newKey();
  doneByUser({
    said: t.lists.deleted(name),
    steps: [],
    undo: async () => {
      const made = await api.addList({ name, colour, order }, key);
      applyList(made);
      const { error } = await askInParts(tasks, (ids) => api.actOnMany(ids, { act: "move", listId: made.id }));
      if (error) throw error;
      goTo({ list: made.id });
      return [];
    },
  });
}

/** The ids of the tasks in a list, of each status. */
async function tasksOf(list: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.tasks>> = await api.tasks({ list, limit: largestPage, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

/** Each request moves some of the tasks; the list is deleted with the last of them. */
async function removeNow(id: string): Promise<void> {
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
