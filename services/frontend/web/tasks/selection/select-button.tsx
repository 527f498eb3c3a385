import { t } from "../../messages/language";
import { useStore } from "../../shared/store";
import { endSelection, selection, startSelection } from "./selection";

/** Begins to select tasks, and ends it. */
export function SelectButton({ isHidden }: { isHidden: boolean }) {
  const { isOn } = useStore(selection);
  return (
    <button
      id="select-tasks"
      className="quiet"
      type="button"
      hidden={isHidden && !isOn}
      onClick={isOn ? endSelection : startSelection}
    >
      {isOn ? t.selection.end : t.selection.start}
    </button>
  );
}
