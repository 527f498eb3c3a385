import { t } from "../../messages/language";
import type { Conflict } from "./conflict";

/** Both values of a field side by side, for the user to choose one. */
export function ConflictChoice({
  conflict: { field, yours, theirs },
  isFirst,
}: {
  conflict: Conflict;
  isFirst: boolean;
}) {
  const name = `choice-${field}`;
  return (
    <fieldset className="conflict">
      <legend>{t.fields[field]}</legend>
      <label>
        {/* biome-ignore lint/a11y/noAutofocus: what was asked about before is gone, and the focus with it. */}
        <input type="radio" name={name} value="yours" defaultChecked autoFocus={isFirst} />
        <span className="hint">{t.edit.yours}</span>
        <span>{yours}</span>
      </label>
      <label>
        <input type="radio" name={name} value="theirs" />
        <span className="hint">{t.edit.theirs}</span>
        <span>{theirs}</span>
      </label>
    </fieldset>
  );
}
