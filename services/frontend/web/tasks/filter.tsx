import { type FormEvent, useEffect, useRef } from "react";
import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { Choices } from "../shared/choices";
import { useStore } from "../shared/store";
import { textOf } from "../shared/task-fields";
import type { Priority } from "../shared/types";
import { SortChoice } from "./sort-choice";
import { taskList } from "./task-list-state";

/** Milliseconds without a key stroke after which a search starts. */
const searchDelayMs = 250;

const choices = [
  ["open", t.tasks.open],
  ["completed", t.tasks.completed],
  ["", t.tasks.all],
] as const;

const priorities = { ...t.form.priorities, "": t.tasks.anyPriority };

/** Chooses which tasks are shown. */
export function Filter() {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Views have open tasks alone.
  const isView = useStore(currentPlace).view !== undefined;
  const change = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === "search";
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => {
        const data = new FormData(form);
        taskList.setFilter({
          status: textOf(data, "status"),
          priority: textOf(data, "priority") as Priority | "",
          search: textOf(data, "search").trim(),
        });
      },
      isTyping ? searchDelayMs : 0,
    );
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
        <div className="selects">
          <label className="visually-hidden" htmlFor="priority-shown">
            {t.form.priority}
          </label>
          <Choices id="priority-shown" name="priority" choices={priorities} order={["", "high", "medium", "low"]} />
          <SortChoice />
        </div>
      </form>
    </search>
  );
}
