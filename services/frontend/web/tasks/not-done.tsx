import { useStore } from "../shared/store";
import { usePart } from "../shared/use-part";
import { waiting } from "../shared/waiting";

const load = () => import("../offline/refused-acts").then(({ RefusedActs }) => RefusedActs);
const giveUp = () => {};

/** What the user did and the platform refused later. */
export function NotDone() {
  const isAny = useStore(waiting).refused > 0;
  const Part = usePart(isAny, load, giveUp);
  return isAny && Part ? <Part /> : null;
}
