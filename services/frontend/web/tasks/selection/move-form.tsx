import type { FormEvent, KeyboardEvent } from "react";
import { t } from "../../messages/language";
import { Choices } from "../../shared/choices";
import { textOf } from "../../shared/task-fields";
import type { List, Task } from "../../shared/types";

interface MoveFormProps {
  tasks: readonly Task[];
  /** The owner's lists, in their order. */
  lists: readonly List[];
  /** Gets the id of a list; null: the inbox. */
  onMove: (listId: string | null) => void;
  onCancel: () => void;
}

/** Asks to which list the selected tasks go, of those that not all of them are in. */
export function MoveForm({ tasks, lists, onMove, onCancel }: MoveFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onMove(textOf(new FormData(event.currentTarget), "list") || null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
  };
  const order = ["", ...lists.map(({ id }) => id)].filter(
    (list) => !tasks.every(({ listId }) => (listId ?? "") === list),
  );
  return (
    <form className="selection-acts" onSubmit={submit} onKeyDown={press}>
      <label className="visually-hidden" htmlFor="selection-list">
        {t.lists.field}
      </label>
      <Choices
        id="selection-list"
        name="list"
        choices={{ "": t.places.inbox, ...Object.fromEntries(lists.map(({ id, name }) => [id, name])) }}
        order={order}
        autoFocus
      />
      <button className="primary" type="submit">
        {t.selection.move}
      </button>
      <button className="quiet" type="button" onClick={onCancel}>
        {t.edit.cancel}
      </button>
    </form>
  );
}
