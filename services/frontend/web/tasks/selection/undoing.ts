import type { BulkAct, Task } from "../../shared/types";

/** A task that was acted on, before and after. */
export interface Acted {
  before: Task;
  after: Task;
}

/** Titles that a message names; of more tasks it says how many. */
const mostNamed = 3;

/** The titles that a message names, and how many it leaves out. */
export function namesOf(acted: readonly Acted[]): { names: string[]; more: number } {
  const titles = acted.map(({ before }) => before.title);
  const named = titles.length > mostNamed ? mostNamed - 1 : mostNamed;
  return { names: titles.slice(0, named), more: Math.max(0, titles.length - named) };
}

/** What takes an act back, and of which tasks: mostly one act of all. Tags that a task had before stay. */
export function undoing(act: BulkAct, acted: readonly Acted[]): [BulkAct, Acted[]][] {
  switch (act.act) {
    case "tag":
      return grouped(acted, ({ before, after }) => after.tags.filter((tag) => !before.tags.includes(tag))).map(
        ([tags, some]) => [{ act: "untag", tags }, some],
      );
    case "untag":
      return grouped(acted, ({ before, after }) => before.tags.filter((tag) => !after.tags.includes(tag))).map(
        ([tags, some]) => [{ act: "tag", tags }, some],
      );
    default:
      return acted.length === 0 ? [] : [[{ act: opposites[act.act] }, [...acted]]];
  }
}

const opposites = { complete: "reopen", reopen: "complete", delete: "restore", restore: "delete" } as const;

/** Tasks by what an act has changed of their tags, those apart of which it changed none. */
function grouped<Item>(items: readonly Item[], tagsOf: (item: Item) => string[]): [string[], Item[]][] {
  const groups = new Map<string, [string[], Item[]]>();
  for (const item of items) {
    const tags = tagsOf(item);
    const key = JSON.stringify(tags);
    if (tags.length > 0) groups.set(key, [tags, [...(groups.get(key)?.[1] ?? []), item]]);
  }
  return [...groups.values()];
}
