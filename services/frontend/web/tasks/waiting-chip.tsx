import { t } from "../messages/language";
import { useStore } from "../shared/store";
import { waiting } from "../shared/waiting";

/** That the platform does not know yet what the user did to a task. */
export const WaitingChip = ({ id }: { id: string }) =>
  useStore(waiting).ids.has(id) && <li className="chip waiting">{t.offline.chip}</li>;
