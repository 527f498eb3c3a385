/** Which notifications of the list are unread, and how many are that the list does not have. */
export interface Unread<Item extends { id: string; isUnread: boolean }> {
  list: readonly Item[];
  beyond: number;
}

export const unreadIn = (list: readonly { isUnread: boolean }[]): number =>
  list.filter(({ isUnread }) => isUnread).length;

/** After a notification was read, and the older ones too if so. Ids are UUIDv7: newer ones are greater. */
export function afterRead<Item extends { id: string; isUnread: boolean }>(
  { list, beyond }: Unread<Item>,
  id: string,
  andOlder: boolean,
): Unread<Item> {
  const isListed = list.some((each) => each.id === id);
  return {
    list: list.map((each) => (each.id === id || (andOlder && each.id < id) ? { ...each, isUnread: false } : each)),
    beyond: andOlder ? 0 : Math.max(0, beyond - (isListed ? 0 : 1)),
  };
}

/**
 * After the API was asked.
 * @param known those that it named
 * @param unread how many there are in all
 */
export function afterLoad<Item extends { id: string; isUnread: boolean }>(
  list: readonly Item[],
  known: readonly Item[],
  unread: number,
): Unread<Item> {
  const states = new Map(known.map(({ id, isUnread }) => [id, isUnread]));
  const isUnread = (item: Item) => unread > 0 && (states.get(item.id) ?? item.isUnread);
  const marked = list.map((each) => ({ ...each, isUnread: isUnread(each) }));
  return { list: marked, beyond: Math.max(0, unread - unreadIn(marked)) };
}
