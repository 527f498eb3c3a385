import { type FormEvent, useEffect, useRef } from "react";
import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { useStore } from "../shared/store";
import { textOf } from "../shared/task-fields";
import type { Priority } from "../shared/types";
import { MoreFilters } from "./more-filters";
import { SortChoice } from "./sort-choice";
import { taskList } from "./task-list-state";

/** Milliseconds without a key stroke after which what is typed counts. */
const typingDelayMs = 250;

const choices = [
  ["open", t.tasks.open],
  ["completed", t.tasks.completed],
  ["", t.tasks.all],
] as const;

/** Chooses which tasks are shown. */
export function Filter() {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Views have open tasks alone.
  const isView = useStore(currentPlace).view !== undefined;
  const change = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== "radio";
    clearTimeout(timer.current);
    timer.current = setTimeout(() => taskList.setFilter(filterIn(form)), isTyping ? typingDelayMs : 0);
  };
  return (
    <search>
      <form id="filter" className="filter" onInput={change} onSubmit={(event) => event.preventDefault()}>
        <fieldset className="segments" hidden={isView}>
          <legend className="visually-hidden">{t.tasks.which}</legend>
          {choices.map(([value, words]) => (
            <label key={value}>
              <input type="radio" name="status" value={value} defaultChecked={value === "open"} />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
        <label className="visually-hidden" htmlFor="search">
          {t.tasks.search}
        </label>
        <input
          id="search"
          name="search"
          type="search"
          maxLength={200}
          autoComplete="off"
          placeholder={t.tasks.searchPlaceholder}
          title={t.tasks.searchedIn}
        />
        <SortChoice />
        <MoreFilters isView={isView} />
      </form>
    </search>
  );
}

function filterIn(form: HTMLFormElement) {
  const data = new FormData(form);
  // A year that is being typed begins with a year 2.
  const dayIn = (name: string) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement && field.validity.valid ? field.value : "";
  };
  return {
    status: textOf(data, "status"),
    priority: textOf(data, "priority") as Priority | "",
    dueFrom: dayIn("dueFrom"),
    dueUntil: dayIn("dueUntil"),
    search: textOf(data, "search").trim(),
  };
}
