import { t } from "../messages/language";
import { Choices } from "../shared/choices";
import { type ControlProps, Field } from "../shared/field";
import type { FormErrors } from "../shared/form-errors";
import { useStore } from "../shared/store";
import { navigation } from "./navigation";

interface ListChoiceProps {
  id: ControlProps["id"];
  /** Of the list that is chosen at first; empty: the inbox. */
  chosen: string;
  errors: FormErrors;
}

/** A field for the list that a task is in, as soon as there is more than the inbox. */
export function ListChoice({ id, chosen, errors }: ListChoiceProps) {
  const lists = useStore(navigation)?.lists ?? [];
  const names = { "": t.places.inbox, ...Object.fromEntries(lists.map((list) => [list.id, list.name])) };
  return (
    <Field name="listId" id={id} label={t.lists.field} errors={errors} isHidden={lists.length === 0}>
      {(control) => (
        <Choices
          {...control}
          // Made again once the choice is known, which it is not before the lists are read.
          key={`${chosen} ${lists.some((list) => list.id === chosen)}`}
          name="list"
          choices={names}
          order={["", ...lists.map((list) => list.id)]}
          defaultValue={chosen}
        />
      )}
    </Field>
  );
}
