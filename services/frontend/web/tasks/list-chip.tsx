import { currentPlace } from "../places/current-place";
import { navigation } from "../places/navigation";
import { Dot } from "../places/place-name";
import { useStore } from "../shared/store";
import type { Task } from "../shared/types";

/** In which list a task is, where tasks of several lists are shown. That of the inbox is not worth a word. */
export function ListChip({ task: { listId } }: { task: Task }) {
  const { list: shown } = useStore(currentPlace);
  const list = useStore(navigation)?.lists.find(({ id }) => id === listId);
  if (shown || !list) return null;
  return (
    <li className="chip list">
      <Dot colour={list.colour} />
      {list.name}
    </li>
  );
}
