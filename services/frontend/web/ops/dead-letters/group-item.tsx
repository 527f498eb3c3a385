import { useState } from "react";
import { DiscardForm } from "../../shared/dead-letters/discard-form";
import { ErrorWords } from "../../shared/error-words";
import { messageOf } from "../../shared/problem";
import { useBusy } from "../../shared/use-busy";
import { api } from "../ask";
import { count } from "../format";
import { w } from "../messages/words";
import type { Group } from "../types";
import { filterOf } from "./plan";

interface GroupItemProps {
  group: Group;
  /** Whether a replay is under way, of this group or another one. */
  isReplaying: boolean;
  onReplay: () => void;
}

/** Dead letters that failed alike, with what can be done about all of them. */
export function GroupItem({ group, isReplaying, onReplay }: GroupItemProps) {
  const { consumer, type, code, error } = group;
  const [progress, setProgress] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const [isDone, setDone] = useState(false);
  const [isBusy, run] = useBusy();
  const words = w.deadLetters;
  const name = type ?? words.notAnEvent;

  /** Sends batch after batch and says how far it is; what was done stays done when the page is left. */
  const discard = (reason: string) =>
    run(async () => {
      try {
        setRefusal(undefined);
        let [done, left, cursor]: [number, number, string | null] = [0, 0, null];
        do {
          const more = cursor === null ? {} : { cursor };
          const batch = await api.discard({ filter: filterOf(group), reason, ...more });
          const now = batch.outcomes.filter(({ outcome }) => outcome === "discarded").length;
          done += now;
          left += batch.outcomes.length - now;
          setProgress(words.discarded(done) + (left > 0 ? words.notDone(left) : ""));
          cursor = batch.nextCursor;
        } while (cursor !== null);
        setDone(true);
      } catch (failure) {
        setRefusal(messageOf(failure));
      }
    });

  return (
    <li className="dead-letter">
      <p className="title">{name}</p>
      <p className="reason">{error}</p>
      <ul className="chips">
        {[count(group.count), consumer, code].map((fact) => (
          <li key={fact} className="chip">
            {fact}
          </li>
        ))}
      </ul>
      <DiscardForm
        title={words.discardAll}
        question={words.whyAll}
        isBusy={isBusy || isDone || isReplaying}
        onDiscard={discard}
      />
      <div className="line end">
        <span className="hint" role="status">
          {progress}
        </span>
        {group.replayable > 0 && (
          <button
            type="button"
            disabled={isBusy || isDone || isReplaying}
            aria-label={words.replayGroupNamed(group.replayable, name, consumer)}
            onClick={onReplay}
          >
            {words.replayGroup(group.replayable)}
          </button>
        )}
      </div>
      <ErrorWords>{refusal}</ErrorWords>
    </li>
  );
}
