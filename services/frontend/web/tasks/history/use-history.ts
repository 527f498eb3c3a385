import { type InfiniteData, infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../shared/api";
import { queryClient } from "../../shared/query-client";
import type { HistoryEntry, Page, Task } from "../../shared/types";

type Pages = InfiniteData<Page<HistoryEntry>, string | null>;

/** Entries of a page. */
const pageSize = 50;
/** Milliseconds before each try to read a change of an open history: the audit consumer writes it down in its own time. */
const waitsMs = [500, 1_000, 2_000, 4_000, 8_000] as const;

const historyOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["history", id],
    queryFn: ({ pageParam }) => api.history(id, pageSize, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** What happened to a task, oldest first, read page by page. */
export function useHistory({ id, version }: Task) {
  const [isOpen, setOpen] = useState(false);
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({ ...historyOf(id), enabled: false });
  useEffect(() => {
    if (!isOpen) return;
    const over = new AbortController();
    follow(id, version, over.signal);
    return () => over.abort();
  }, [id, version, isOpen]);
  return {
    isOpen,
    entries: data?.pages.flatMap(({ items }) => items) ?? [],
    hasMore: hasNextPage,
    toggle: async () => {
      if (!isOpen) await queryClient.fetchInfiniteQuery({ ...historyOf(id), staleTime: 0, pages: 1 });
      setOpen(!isOpen);
    },
    showMore: async () => {
      await fetchNextPage({ throwOnError: true });
    },
  };
}

/** Reads on until the history has the version of the task that is shown. */
async function follow(id: string, version: number, over: AbortSignal): Promise<void> {
  for (const waitMs of waitsMs) {
    if (hasVersion(id, version)) return;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (over.aborted) return;
    await readLastPage(id).catch(() => {});
  }
}

/** While more pages follow, it comes with them. */
function hasVersion(id: string, version: number): boolean {
  const last = queryClient.getQueryData<Pages>(historyOf(id).queryKey)?.pages.at(-1);
  return !last || last.nextCursor !== null || last.items.some(({ after }) => Number(after?.version) >= version);
}

/** Reads what was added at the end; while more pages follow, it will come with them. */
async function readLastPage(id: string): Promise<void> {
  const { queryKey } = historyOf(id);
  const cursor = queryClient.getQueryData<Pages>(queryKey)?.pageParams.at(-1);
  if (cursor === undefined) return;
  const last = await api.history(id, pageSize, cursor);
  queryClient.setQueryData<Pages>(queryKey, (data) =>
    data?.pageParams.at(-1) === cursor && data.pages.at(-1)?.nextCursor === null
      ? { ...data, pages: data.pages.with(-1, last) }
      : data,
  );
}
