import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { t } from "../../messages/language";
import { api } from "../../shared/api";
import { formatDates } from "../../shared/format";
import { messageOf } from "../../shared/problem";
import { fromPickedDue, type PickedDue } from "../../shared/task-fields";
import { type Scope, scopes, type Task } from "../../shared/types";

/** Asks whether a new due date of a recurring task is that of all that follow, and shows the dates that this leads to. */
export function ScopeChoice({ task, picked }: { task: Task; picked: PickedDue }) {
  const { id, version, recurrence, dueOn } = task;
  const [chosen, setScope] = useState<Scope>("this");
  const due = fromPickedDue(picked, recurrence?.timeZone);
  const day = "dueOn" in due ? due.dueOn : undefined;
  // Whether there is a time of day is said of all that follow.
  const choices = (day === undefined) === (dueOn === undefined) ? scopes : (["following"] as const);
  const scope = choices.find((each) => each === chosen) ?? "following";
  const { data, error } = useQuery({
    queryKey: ["dates", id, version, picked, scope],
    queryFn: () => api.dates(id, due, scope),
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return (
    <fieldset className="choice field wide">
      <legend>{t.edit.scope}</legend>
      {choices.map((each) => (
        <label key={each}>
          <input type="radio" name="scope" value={each} checked={scope === each} onChange={() => setScope(each)} />
          <span>{t.edit.scopes[each]}</span>
        </label>
      ))}
      <p className={error ? "hint refused" : "hint"} role="status" data-slot="dates">
        {error ? messageOf(error) : data && t.quickAdd.due(formatDates(data.dates, day))}
      </p>
    </fieldset>
  );
}
