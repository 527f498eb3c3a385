import { t } from "../messages/language";
import type { List } from "../shared/types";
import { inbox, type Place } from "./place";

/** What a place is called; a list that is not read yet has no name. */
export function nameOf({ view, list, tag }: Place, lists: readonly List[] = []): string {
  if (view) return t.places[view];
  if (tag) return `#${tag}`;
  if (!list) return t.places.all;
  return list === inbox.list ? t.places.inbox : (lists.find(({ id }) => id === list)?.name ?? "…");
}

/** What a list looks like beside its name. */
export const Dot = ({ colour }: { colour: string | null | undefined }) => (
  <span className="dot" style={colour ? { background: colour } : undefined} aria-hidden="true" />
);

/** Shapes of 16 by 16 for the places that are no lists of the owner. */
const shapes = {
  all: "M2.5 4h11M2.5 8h11M2.5 12h7",
  today: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3M7 9.8h2",
  upcoming: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3",
  overdue: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8zM8 4.8V8l2.2 1.6",
  noDate: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3M6.2 8.2l3.6 3.6M9.8 8.2l-3.6 3.6",
  tag: "M2.5 2.5h5.3l5.7 5.7-5.3 5.3-5.7-5.7zM5.4 5.4h.1",
  inbox: "M2.5 9 4 3.5h8L13.5 9v4h-11zM2.5 9H6l.7 1.6h2.6L10 9h3.5",
};

/** What is seen of a place beside its name. */
export function PlaceSign({ place, lists }: { place: Place; lists: readonly List[] }) {
  const list = lists.find(({ id }) => id === place.list);
  if (list) return <Dot colour={list.colour} />;
  const shape = place.view ?? (place.tag ? "tag" : place.list ? "inbox" : "all");
  return (
    <svg className="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={shapes[shape]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  );
}
