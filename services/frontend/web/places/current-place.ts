import { Store } from "../shared/store";
import { hrefOf, isSame, type Place, parsePlace } from "./place";

/** Where the user is. It is in the address: a reload stays there, and the browser's buttons go back and forward. */
export const currentPlace = new Store<Place>(parsePlace(location.search));

/** @param replaces whether the browser's button goes back past the place that is left */
export function goTo(place: Place, replaces = false): void {
  if (isSame(place, currentPlace.get())) return;
  history[replaces ? "replaceState" : "pushState"](null, "", hrefOf(place));
  currentPlace.set(place);
  scrollTo(0, 0);
}

/** Puts the focus where the user sees the current place. */
export const focusPlaces = (): void =>
  [...document.querySelectorAll<HTMLElement>(".here, .place[aria-current]")]
    .find((each) => each.checkVisibility())
    ?.focus();

addEventListener("popstate", () => {
  const place = parsePlace(location.search);
  // It may be that only the fragment has changed.
  if (!isSame(place, currentPlace.get())) currentPlace.set(place);
});
