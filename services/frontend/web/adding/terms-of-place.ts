import { listIdOf, type Place } from "../places/place";
import type { QuickAddText } from "../shared/types";

/** What a task that is added in a place gets of it: its list or tag, and in the view Today a date if the words name none. */
export const termsOf = (place: Place): Pick<QuickAddText, "listId" | "tags" | "dueIfNone"> => ({
  listId: listIdOf(place),
  ...(place.tag && { tags: [place.tag] }),
  ...(place.view === "today" && { dueIfNone: "today" }),
});
