import { type FormEvent, useRef } from "react";
import { t } from "../messages/language";
import { goTo } from "../places/current-place";
import { applyList, navigation } from "../places/navigation";
import { api } from "../shared/api";
import { Choices } from "../shared/choices";
import { Field, FormError } from "../shared/field";
import { useFormErrors } from "../shared/form-errors";
import { newKey } from "../shared/idempotency-key";
import { Modal } from "../shared/modal";
import { textOf } from "../shared/task-fields";
import type { List, ListFields } from "../shared/types";
import { useBusy } from "../shared/use-busy";
import { askedList } from "./asked-list";
import { ColourChoice } from "./colour-choice";
import { freshColour } from "./list-colours";
import { orderAfter, predecessorOf } from "./list-order";
import { listAdded, listChanged } from "./undo-list";

/** Asks in a dialog what a list is: a new one, or one that is there. */
export function ListForm({ list, onClose }: { list?: List | undefined; onClose: () => void }) {
  const { form, errors, clear, check, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const key = useRef(newKey());
  // As they were when the dialog opened.
  const lists = useRef(navigation.get()?.lists ?? []).current;
  const others = lists.filter(({ id }) => id !== list?.id);
  const shown = useRef({
    name: list?.name ?? "",
    colour: list ? list.colour : freshColour(lists),
    after: predecessorOf(lists, list?.id),
  }).current;
  const words = t.lists;

  const save = async (name: string, fields: ListFields): Promise<void> => {
    if (list) {
      if (Object.keys(fields).length === 0) return;
      const changed = await api.changeList(list.id, fields, list.version);
      applyList(changed);
      listChanged(list, changed);
      return;
    }
    const made = await api.addList({ ...fields, name }, key.current);
    applyList(made);
    listAdded(made);
    goTo({ list: made.id });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (isBusy || !check()) return;
    const [name, colour, after] = [textOf(data, "name"), textOf(data, "colour") || null, textOf(data, "after")];
    run(async () => {
      try {
        await save(name, {
          ...((!list || name !== shown.name) && { name }),
          ...((!list || colour !== shown.colour) && { colour }),
          ...(after !== shown.after && { order: orderAfter(others, after) }),
        });
        onClose();
      } catch (error) {
        refuse(error);
      }
    });
  };
  const change = () => {
    key.current = newKey();
    clear();
  };
  return (
    <Modal id="list-form" onClose={onClose}>
      <h2 id="list-form-title">{list ? words.editTitle : words.newTitle}</h2>
      <form ref={form} noValidate onSubmit={submit} onInput={change}>
        <div className="fields">
          <Field name="name" id="list-name" label={words.name} className="field wide" errors={errors}>
            {(control) => (
              <input
                {...control}
                name="name"
                type="text"
                maxLength={100}
                required
                autoComplete="off"
                placeholder={words.placeholder}
                data-autofocus
                defaultValue={shown.name}
              />
            )}
          </Field>
          <ColourChoice chosen={shown.colour} />
          <Field
            name="order"
            id="list-after"
            label={words.position}
            className="field wide"
            isHidden={others.length === 0}
            errors={errors}
          >
            {(control) => (
              <Choices
                {...control}
                name="after"
                choices={{
                  "": words.first,
                  ...Object.fromEntries(others.map(({ id, name }) => [id, words.after(name)])),
                }}
                defaultValue={shown.after}
              />
            )}
          </Field>
        </div>
        <FormError errors={errors} />
        <div className="line end">
          {list && (
            <button className="quiet apart" type="button" onClick={() => askedList.set({ act: "delete", list })}>
              {words.delete}
            </button>
          )}
          <button className="quiet" type="button" onClick={onClose}>
            {t.edit.cancel}
          </button>
          <button className="primary" type="submit" aria-busy={isBusy}>
            {list ? t.edit.save : words.submit}
          </button>
        </div>
      </form>
    </Modal>
  );
}
