import { t } from "../messages/language";
import { useStore } from "../shared/store";
import { currentPlace } from "./current-place";
import { follow } from "./follow";
import { navigation } from "./navigation";
import { hrefOf, isSame, type Place } from "./place";
import { countOf } from "./place-counts";
import { nameOf, PlaceSign } from "./place-name";

/** A way to a place, with its count of open tasks. It is a link: it can be opened in another tab. */
export function PlaceLink({ place, onGo }: { place: Place; onGo: () => void }) {
  const { lists } = useStore(navigation) ?? { lists: [] };
  const isCurrent = isSame(useStore(currentPlace), place);
  return (
    <a
      className="place"
      href={hrefOf(place)}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => follow(event, place) && onGo()}
    >
      <PlaceSign place={place} lists={lists} />
      <span className="name">{nameOf(place, lists)}</span> <Count place={place} />
    </a>
  );
}

/** How many open tasks a place has; nothing for none. */
export function Count({ place }: { place: Place }) {
  const known = useStore(navigation);
  const { open, isMore } = known ? countOf(place, known.counts) : { open: 0, isMore: false };
  if (open === 0) return null;
  return (
    <span className={place.view === "overdue" ? "count late" : "count"}>
      {isMore ? t.places.orMore(open) : open}
      <span className="visually-hidden">{t.places.open}</span>
    </span>
  );
}
