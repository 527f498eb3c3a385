import { useStore } from "../../shared/store";
import { usePart } from "../../shared/use-part";
import type { TaskEntry } from "../task-entry";
import { endSelection, selection } from "./selection";

const load = () => import("./selection-bar").then(({ SelectionBar }) => SelectionBar);

/** What can be done to the selected tasks, while there may be some. */
export function SelectionActs({ entries }: { entries: readonly TaskEntry[] }) {
  const { isOn } = useStore(selection);
  const Bar = usePart(isOn, load, endSelection);
  return isOn && Bar && <Bar entries={entries} />;
}
