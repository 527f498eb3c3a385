import { type KeyboardEvent, useState } from "react";
import { t } from "../../messages/language";
import { ErrorWords } from "../../shared/error-words";
import type { FormErrors } from "../../shared/form-errors";
import type { ChecklistItem } from "../../shared/types";
import { type EditedItem, toGiven } from "./items";
import { type Control, mostItems, useItems } from "./use-items";

interface ChecklistFieldsProps {
  checklist: readonly ChecklistItem[];
  errors: FormErrors;
}

/** The checklist of a task, to be edited. The field `checklist` of the form has it as JSON. */
export function ChecklistFields({ checklist, errors }: ChecklistFieldsProps) {
  const { items, list, add, change, addBelow, remove, move, step } = useItems(checklist);
  const [news, setNews] = useState("");
  const words = t.checklist;
  const moveBy = ({ key, text }: EditedItem, by: number, control: Control) => {
    const place = move(key, by, control);
    if (place) setNews(words.moved(text, place, items.length));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>, item: EditedItem) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    // A word that an input method is composing ends with Enter as well.
    if (event.nativeEvent.isComposing) return;
    if (by && event.altKey) moveBy(item, by, "text");
    else if (by) step(item.key, by);
    else if (event.key === "Enter") addBelow(item.key);
    else if (event.key === "Backspace" && item.text === "") remove(item.key);
    else return;
    event.preventDefault();
  };
  return (
    <fieldset className="field wide checklist-fields" data-field="checklist">
      <legend>{words.title}</legend>
      <input type="hidden" name="checklist" value={JSON.stringify(toGiven(items))} />
      <ul ref={list} className="checklist">
        {items.map((item, index) => {
          const name = item.text.trim() || words.item(index + 1);
          return (
            <li key={item.key} data-key={item.key}>
              <input
                type="checkbox"
                aria-label={words.done(name)}
                checked={item.done}
                onChange={() => change(item.key, { done: !item.done })}
              />
              <input
                type="text"
                data-control="text"
                aria-label={words.item(index + 1)}
                aria-describedby={index === 0 ? "checklist-hint" : undefined}
                maxLength={200}
                autoComplete="off"
                value={item.text}
                onChange={(event) => change(item.key, { text: event.target.value })}
                onKeyDown={(event) => press(event, item)}
              />
              <span className="item-acts">
                <Act control="up" name={words.up(name)} isOff={index === 0} onClick={() => moveBy(item, -1, "up")} />
                <Act
                  control="down"
                  name={words.down(name)}
                  isOff={index === items.length - 1}
                  onClick={() => moveBy(item, 1, "down")}
                />
                <Act control="remove" name={words.remove(name)} onClick={() => remove(item.key)} />
              </span>
            </li>
          );
        })}
      </ul>
      <button
        ref={add}
        className="quiet add-item"
        type="button"
        hidden={items.length >= mostItems}
        onClick={() => addBelow()}
      >
        {words.add}
      </button>
      <p id="checklist-hint" className="hint" hidden={items.length < 2}>
        {words.keys}
      </p>
      <ErrorWords>{errors.fields.checklist}</ErrorWords>
      <p className="visually-hidden" role="status">
        {news}
      </p>
    </fieldset>
  );
}

const signs = { up: "↑", down: "↓", remove: "×" };

interface ActProps {
  control: keyof typeof signs;
  name: string;
  /** Whether it does nothing here; it stays where the focus may be. */
  isOff?: boolean;
  onClick: () => void;
}

const Act = ({ control, name, isOff = false, onClick }: ActProps) => (
  <button
    className="quiet"
    type="button"
    data-control={control}
    aria-label={name}
    title={name}
    aria-disabled={isOff}
    onClick={onClick}
  >
    {signs[control]}
  </button>
);
