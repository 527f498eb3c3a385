import { type Sort, sorts } from "../tasks/task-order";
import { defaultSort } from "./default-sort";
import { hrefOf, type Place } from "./place";

const keyOf = (place: Place): string => `freehold.sort ${hrefOf(place)}`;

/** The order that the user has last chosen for a place, in this browser. */
export function sortOf(place: Place): Sort {
  const chosen = localStorage.getItem(keyOf(place));
  return sorts.find((sort) => sort === chosen) ?? defaultSort(place);
}

export const rememberSort = (place: Place, sort: Sort): void => localStorage.setItem(keyOf(place), sort);
