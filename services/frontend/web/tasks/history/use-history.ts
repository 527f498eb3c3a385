import { type InfiniteData, infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../../shared/api";
import { queryClient } from "../../shared/query-client";
import type { HistoryEntry, Page, Task } from "../../shared/types";

type Pages = InfiniteData<Page<HistoryEntry>, string | null>;

/** Entries of a page. */
const pageSize = 50;
/** Milliseconds that the audit consumer is given to write down a change before an open history is read again. */
const delayMs = 500;

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
  const shownVersion = useRef(version);
  useEffect(() => {
    if (shownVersion.current === version) return;
    shownVersion.current = version;
    if (isOpen) setTimeout(() => readLastPage(id).catch(() => {}), delayMs);
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
