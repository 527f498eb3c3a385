import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { t } from "../../messages/language";
import { api } from "../../shared/api";
import { formatInstant } from "../../shared/format";
import { messageOf } from "../../shared/problem";
import { type Scope, scopes, type Task } from "../../shared/types";

/** Asks whether a new due date of a recurring task is that of all that follow, and shows the dates that this leads to. */
export function ScopeChoice({ task: { id, version }, dueAt }: { task: Task; dueAt: string }) {
  const [scope, setScope] = useState<Scope>("this");
  const { data, error } = useQuery({
    queryKey: ["dates", id, version, dueAt, scope],
    queryFn: () => api.dates(id, dueAt, scope),
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return (
    <fieldset className="choice field wide">
      <legend>{t.edit.scope}</legend>
      {scopes.map((each) => (
        <label key={each}>
          <input type="radio" name="scope" value={each} checked={scope === each} onChange={() => setScope(each)} />
          <span>{t.edit.scopes[each]}</span>
        </label>
      ))}
      <p className={error ? "hint refused" : "hint"} role="status" data-slot="dates">
        {error ? messageOf(error) : data && t.quickAdd.due(data.dates.map(formatInstant))}
      </p>
    </fieldset>
  );
}
