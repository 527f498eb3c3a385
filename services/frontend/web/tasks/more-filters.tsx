import { useRef, useState } from "react";
import { t } from "../messages/language";
import { Choices } from "../shared/choices";
import { dayLimits } from "../shared/day-limits";
import { useStore } from "../shared/store";
import { hasDays } from "./task-filter";
import { taskList } from "./task-list-state";

const priorities = { ...t.form.priorities, "": t.tasks.anyPriority };

/** Chooses a priority and days, which is wanted less often. The button says how many of both are chosen. */
export function MoreFilters({ isView }: { isView: boolean }) {
  const [isOpen, setOpen] = useState(false);
  /** Each time all of them are cleared, the fields begin again. */
  const [cleared, setCleared] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const { filter } = useStore(taskList.view);
  const chosen = [filter.priority !== "", hasDays(filter)].filter(Boolean).length;
  const clear = () => {
    setCleared(cleared + 1);
    button.current?.focus();
    taskList.setFilter({ priority: "", dueFrom: "", dueUntil: "" });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="unfolds"
        aria-expanded={isOpen}
        aria-controls="more-filters"
        onClick={() => setOpen(!isOpen)}
      >
        {t.filter.button(chosen)}
      </button>
      <div id="more-filters" className="fields" hidden={!isOpen} key={cleared}>
        <div className="field">
          <label htmlFor="priority-shown">{t.form.priority}</label>
          <Choices id="priority-shown" name="priority" choices={priorities} order={["", "high", "medium", "low"]} />
        </div>
        <Day name="dueFrom" label={t.filter.dueFrom} isHidden={isView} />
        <Day name="dueUntil" label={t.filter.dueUntil} isHidden={isView} />
        <button type="button" className="quiet" hidden={chosen === 0} onClick={clear}>
          {t.filter.clear}
        </button>
      </div>
    </>
  );
}

/** A day that a view has already is not asked for. */
function Day({ name, label, isHidden }: { name: string; label: string; isHidden: boolean }) {
  return (
    <div className="field due" hidden={isHidden}>
      <label htmlFor={name}>{label}</label>
      <input id={name} name={name} type="date" {...dayLimits} />
    </div>
  );
}
