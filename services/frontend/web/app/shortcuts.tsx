import { useEffect, useState } from "react";
import { t } from "../messages/language";
import { openSettings } from "../settings/settings-state";
import { Modal } from "../shared/modal";
import { singleKeys } from "../shared/single-keys";
import { changeTitleByKey } from "../tasks/edit/title-in-place";
import { selectByKey } from "../tasks/selection/select-by-input";
import { undoLast } from "../undo/own-acts";

/** What a key puts the focus on. */
const targets: Record<string, string> = { n: "#quick-add-text, #title", "/": "#search" };

/** Listens to the keyboard shortcuts, and lists them when `?` is pressed. */
export function Shortcuts() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isUndo(event) && !isTakenBy(event.target) && (event.repeat || undoLast())) return event.preventDefault();
      if (event.ctrlKey || event.metaKey || event.altKey || isTakenBy(event.target)) return;
      if (event.key.length === 1 && !singleKeys.get()) return;
      const target = [...document.querySelectorAll<HTMLElement>(targets[event.key] ?? "none")].find((each) =>
        each.checkVisibility(),
      );
      if (event.key === "?") setOpen(true);
      else if (event.key === ",") openSettings();
      else if (changeTitleByKey(event) || selectByKey(event)) return event.preventDefault();
      else if (target) target.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  if (!isOpen) return null;
  const close = () => setOpen(false);
  return (
    <Modal id="shortcuts" onClose={close}>
      <h2 id="shortcuts-title">{t.shortcuts.title}</h2>
      <dl className="shortcuts">
        {t.shortcuts.list.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t.shortcuts.hint}</p>
      <div className="line end">
        <button className="quiet" type="button" data-autofocus onClick={close}>
          {t.shortcuts.close}
        </button>
      </div>
    </Modal>
  );
}

/** Ctrl-Z, or Cmd-Z. */
const isUndo = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "z";

/** Whether the key is meant for a field, or for a dialog. */
const isTakenBy = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input:not([type=radio], [type=checkbox]), select, textarea, dialog") !== null;
