import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { rememberSort } from "../places/sorts";
import { Choices } from "../shared/choices";
import { useStore } from "../shared/store";
import { taskList } from "./task-list-state";
import { type Sort, sorts } from "./task-order";

/** Chooses the order of the list. The browser keeps it for the place that is shown. */
export function SortChoice() {
  const { sort } = useStore(taskList.view).filter;
  const choose = (chosen: Sort) => {
    const place = currentPlace.get();
    rememberSort(place, chosen);
    taskList.look(place, chosen);
  };
  return (
    <>
      <label className="visually-hidden" htmlFor="sort">
        {t.sort.label}
      </label>
      <Choices
        id="sort"
        choices={t.sort.choices}
        order={sorts}
        value={sort}
        onChange={({ target }) => choose(target.value as Sort)}
      />
    </>
  );
}
