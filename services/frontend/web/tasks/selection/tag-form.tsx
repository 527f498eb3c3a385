import type { FormEvent, KeyboardEvent } from "react";
import { t } from "../../messages/language";
import { textOf, toTags } from "../../shared/task-fields";

/** Asks which tags the selected tasks get. */
export function TagForm({ onTag, onCancel }: { onTag: (tags: string[]) => void; onCancel: () => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const tags = toTags(textOf(new FormData(event.currentTarget), "tags"));
    if (tags.length > 0) onTag(tags);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
  };
  return (
    <form className="selection-acts" onSubmit={submit} onKeyDown={press}>
      <label className="visually-hidden" htmlFor="selection-tags">
        {t.form.tags}
      </label>
      <input
        id="selection-tags"
        name="tags"
        type="text"
        autoComplete="off"
        placeholder={t.form.tagsPlaceholder}
        // biome-ignore lint/a11y/noAutofocus: the user has just asked for it.
        autoFocus
      />
      <button className="primary" type="submit">
        {t.selection.tag}
      </button>
      <button className="quiet" type="button" onClick={onCancel}>
        {t.edit.cancel}
      </button>
    </form>
  );
}
