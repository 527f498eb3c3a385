/** The ids with one more, or with one less if it is there. */
export function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The ids with those between two others, both included, in the order of the list. */
export function withRange(
  ids: ReadonlySet<string>,
  shown: readonly string[],
  from: string,
  to: string,
): ReadonlySet<string> {
  const [first = 0, last = 0] = [shown.indexOf(from), shown.indexOf(to)].sort((a, b) => a - b);
  // The task that a range would begin at has left the list.
  return new Set([...ids, ...(first < 0 ? [to] : shown.slice(first, last + 1))]);
}
