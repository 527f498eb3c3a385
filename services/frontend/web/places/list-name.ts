import { t } from "../messages/language";
import { navigation } from "./navigation";

/** What the list of a task is called. */
export const listNameOf = (id: string | null | undefined): string =>
  id ? (navigation.get()?.lists.find((list) => list.id === id)?.name ?? t.lists.gone) : t.places.inbox;
