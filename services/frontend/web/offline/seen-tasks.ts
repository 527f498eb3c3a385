import type { Task } from "../shared/types";

/** Tasks by their ids, that heard of last at the end. */
export type SeenTasks = ReadonlyMap<string, Task>;

/** Tasks that are kept for a page without a platform: about 1 MB. */
const mostKept = 1_000;

/** With tasks as they are now. Those not heard of for longest go. */
export function withTasks(seen: SeenTasks, tasks: readonly Task[]): SeenTasks {
  const next = new Map(seen);
  for (const task of tasks) {
    const known = next.get(task.id);
    if (known && known.version > task.version) continue;
    next.delete(task.id);
    next.set(task.id, task);
  }
  return new Map([...next].slice(-mostKept));
}

/**
 * With the tasks of a page. Others that would be on it are not there any more.
 * @param belongs whether a task would be on the page
 */
export function withPage(seen: SeenTasks, page: readonly Task[], belongs: (task: Task) => boolean): SeenTasks {
  const onPage = new Set(page.map(({ id }) => id));
  const left = [...seen].filter(([id, task]) => onPage.has(id) || !belongs(task));
  return withTasks(new Map(left), page);
}

export const withoutTask = (seen: SeenTasks, id: string): SeenTasks =>
  new Map([...seen].filter(([each]) => each !== id));
