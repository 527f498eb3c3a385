import type { Sort } from "../tasks/task-order";
import type { Place } from "./place";

/** The order that a place has until the user chooses another: the soonest first where dates are what it is about. */
export function defaultSort({ view, list }: Place): Sort {
  if (view && view !== "noDate") return "due";
  return view || list ? "manual" : "created";
}
