import { type InfiniteData, infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api";
import { isStatus } from "../problem";
import { queryClient } from "../query-client";
import type { DeadLetter, Page } from "../types";

const pageSize = 20;
/** Milliseconds after a replay at which to look what became of it; the consumer retries for about 7 seconds. */
const looksMs = [500, 2_000, 8_000];
/** Milliseconds for which news are gathered before the list is read again: dead letters often come in numbers. */
const gatherMs = 500;

type Letters = InfiniteData<Page<DeadLetter>, string | null>;

const queryKey = ["dead-letters"];
/** What is shown before, so that the section appears in its place. */
let shownBefore: Promise<unknown> = Promise.resolve();

/** Dead letters, newest first. The page says when they are read. */
const deadLetters = infiniteQueryOptions({
  queryKey,
  queryFn: async ({ pageParam }) => {
    const page = await api.deadLetters(pageSize, pageParam);
    await shownBefore;
    return page;
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

export const useDeadLetters = () => useInfiniteQuery({ ...deadLetters, enabled: false });

/** Operators alone may read dead letters, and so the way of an event. */
export function useIsOperator(): boolean {
  const { data, error } = useDeadLetters();
  return data !== undefined && !isStatus(error, 403);
}

/** Reads as many dead letters as were shown. */
export async function loadDeadLetters(after: Promise<unknown> = Promise.resolve()): Promise<void> {
  shownBefore = after;
  // The section says why it failed.
  await queryClient.fetchInfiniteQuery({ ...deadLetters, staleTime: 0 }).catch(() => {});
}

/** Shows that there are none. */
export async function showNoDeadLetters(after: Promise<unknown>): Promise<void> {
  await after;
  const pages = [{ items: [], nextCursor: null }];
  queryClient.setQueryData<Letters>(queryKey, { pages, pageParams: [null] });
}

let refreshTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows a dead letter that has just been added. A page that is not looked at asks when it is. */
export function refreshDeadLetters(): void {
  if (refreshTimer !== undefined) return;
  refreshTimer = setTimeout(() => {
    const refresh = () => {
      refreshTimer = undefined;
      loadDeadLetters();
    };
    if (!document.hidden) refresh();
    else document.addEventListener("visibilitychange", refresh, { once: true });
  }, gatherMs);
}

/** Looks several times what became of a replay. */
export function watchReplay(): void {
  for (const wait of looksMs) setTimeout(loadDeadLetters, wait);
}

/** Shows a dead letter as it is now. */
export function putDeadLetter(letter: DeadLetter): void {
  queryClient.setQueryData<Letters>(
    queryKey,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((each) => (each.id === letter.id ? letter : each)),
        })),
      },
  );
}
