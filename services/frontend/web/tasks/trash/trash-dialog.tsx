import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { t } from "../../messages/language";
import { api } from "../../shared/api";
import { ErrorWords } from "../../shared/error-words";
import { Modal } from "../../shared/modal";
import { DeletedItem } from "./deleted-item";
import { keptDays } from "./kept-days";

/** Tasks of a page. */
const pageSize = 20;

/** The deleted tasks, last deleted first, each to be restored. They are read each time the dialog is opened. */
export function TrashDialog({ onClose }: { onClose: () => void }) {
  const [news, setNews] = useState("");
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["trash"],
    queryFn: ({ pageParam }) => api.trash(pageSize, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    gcTime: 0,
  });
  const words = t.trash;
  const tasks = data?.pages.flatMap(({ items }) => items);
  return (
    <Modal id="trash" onClose={onClose}>
      <h2 id="trash-title">{words.title}</h2>
      <p className="hint">{words.hint(keptDays)}</p>
      <ul className="trash" aria-busy={isFetching}>
        {tasks?.map((task) => (
          <DeletedItem key={task.id} task={task} onRestored={() => setNews(words.restored(task.title))} />
        ))}
      </ul>
      <p className="hint" role="status">
        {tasks === undefined && isFetching && words.loading}
        {tasks?.length === 0 && words.none}
        <span className="visually-hidden">{news}</span>
      </p>
      {error && !isFetching && (
        <div className="line">
          <ErrorWords>{error.message}</ErrorWords>
          <button type="button" onClick={() => refetch()}>
            {t.tasks.tryAgain}
          </button>
        </div>
      )}
      <div className="line end">
        {hasNextPage && (
          <button className="quiet" type="button" aria-busy={isFetching} onClick={() => isFetching || fetchNextPage()}>
            {t.tasks.loadMore}
          </button>
        )}
        <button type="button" data-autofocus onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Modal>
  );
}
