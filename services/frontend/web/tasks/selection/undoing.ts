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
      return tagGroups(acted, ({ before, after }) => after.tags.filter((tag) => !before.tags.includes(tag))).map(
        ([tags, some]) => [{ act: "untag", tags }, some],
      );
    case "untag":
      return tagGroups(acted, ({ before, after }) => before.tags.filter((tag) => !after.tags.includes(tag))).map(
        ([tags, some]) => [{ act: "tag", tags }, some],
      );
    case "move":
      return grouped(acted, ({ before }) => before.listId ?? null).map(([listId, some]) => [
        { act: "move", listId },
        some,
      ]);
    default:
      return acted.length === 0 ? [] : [[{ act: opposites[act.act] }, [...acted]]];
  }
}

const opposites = { complete: "reopen", reopen: "complete", delete: "restore", restore: "delete" } as const;

/** Tasks by what an act has changed of their tags, without those of which it changed none. */
const tagGroups = (acted: readonly Acted[], tagsOf: (acted: Acted) => string[]): [string[], Acted[]][] =>
  grouped(acted, tagsOf).filter(([tags]) => tags.length > 0);

/** Items by a value of theirs. */
function grouped<Item, Value>(items: readonly Item[], keyOf: (item: Item) => Value): [Value, Item[]][] {
  const groups = new Map<string, [Value, Item[]]>();
  for (const item of items) {
    const value = keyOf(item);
    const key = JSON.stringify(value);
    groups.set(key, [value, [...(groups.get(key)?.[1] ?? []), item]]);
  }
  return [...groups.values()];
}
