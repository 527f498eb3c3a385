import { api } from "../shared/api";
import { timeZone } from "../shared/format";
import { Store } from "../shared/store";
import type { List, ViewCounts } from "../shared/types";

/** What there is to go to: how many open tasks each place has, and the owner's lists in their order. */
export interface Navigation {
  counts: ViewCounts;
  lists: readonly List[];
}

/** Undefined until it is read. */
export const navigation = new Store<Navigation | undefined>(undefined);

/** What the socket told while an answer was on its way: the answer may be older. */
let arrived: (() => void)[] = [];
/** Counts the loads; only the last one may show its result. */
let latest = 0;

/**
 * Reads the counts and the lists again.
 * @throws {Problem}
 */
export async function loadNavigation(): Promise<ViewCounts> {
  latest += 1;
  const load = latest;
  arrived = [];
  const counts = await api.views(timeZone);
  if (load !== latest) return counts;
  navigation.set({ counts, lists: listsOf(counts) });
  for (const apply of arrived.splice(0)) apply();
  return counts;
}

const listsOf = ({ lists }: ViewCounts): List[] =>
  lists.flatMap(({ listId, name, colour = null, order = 0, version = 1 }) =>
    listId === null || name === undefined ? [] : [{ id: listId, name, colour, order, version }],
  );

/** Takes a list as it is now, unless a later version of it is known. */
export function applyList({ id, name, colour, order, version }: List): void {
  change((lists) => {
    const known = lists.find((each) => each.id === id);
    if (known && known.version > version) return lists;
    return [...lists.filter((each) => each !== known), { id, name, colour, order, version }].sort(inOrder);
  });
}

export function removeList(id: string): void {
  change((lists) => lists.filter((each) => each.id !== id));
}

function change(to: (lists: readonly List[]) => readonly List[]): void {
  const apply = () => {
    const known = navigation.get();
    if (known) navigation.set({ ...known, lists: to(known.lists) });
  };
  arrived.push(apply);
  apply();
}

const inOrder = (one: List, other: List): number => one.order - other.order || (one.id < other.id ? -1 : 1);
