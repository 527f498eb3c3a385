import { useState } from "react";
import { t } from "../../messages/language";
import { api } from "../api";
import { messageOf } from "../problem";
import { FactChips } from "../task-chips";
import type { DeadLetterGroup } from "../types";
import { useBusy } from "../use-busy";
import { watchReplay } from "./dead-letters-query";
import { DiscardForm } from "./discard-form";

/** Dead letters that failed alike, with what can be done about all of them. */
export function DeadLetterGroupItem({ group }: { group: DeadLetterGroup }) {
  const { consumer, type, code, error, count } = group;
  const [progress, setProgress] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const [isDone, setDone] = useState(false);
  const [isBusy, run] = useBusy();
  const words = t.deadLetters;
  const name = type ?? words.notAnEvent;

  /** Sends batch after batch and says how far it is; what was done stays done when the page is left. */
  const act = (verb: "replay" | "discard", more: { reason?: string } = {}) =>
    run(async () => {
      try {
        const body = { filter: { consumer, code, error, ...(type !== null && { type }) }, ...more };
        let [done, left, cursor]: [number, number, string | null] = [0, 0, null];
        do {
          const batch = await api.batch(verb, { ...body, ...(cursor !== null && { cursor }) });
          const now = batch.outcomes.filter(({ outcome }) => ["replaying", "discarded"].includes(outcome)).length;
          done += now;
          left += batch.outcomes.length - now;
          setProgress(words.progress[verb](done) + (left > 0 ? words.notDone(left) : ""));
          cursor = batch.nextCursor;
        } while (cursor !== null);
        setDone(true);
        watchReplay();
      } catch (failure) {
        setRefusal(messageOf(failure));
      }
    });

  return (
    <li className="dead-letter">
      <p className="title">{name}</p>
      <p className="reason">{error}</p>
      <FactChips facts={[String(count), consumer, code]} />
      <DiscardForm
        title={words.discardAll}
        question={words.whyAll}
        isBusy={isBusy || isDone}
        onDiscard={(reason) => act("discard", { reason })}
      />
      <div className="line end">
        <span className="hint" role="status">
          {progress}
        </span>
        {type !== null && (
          <button
            className="primary"
            type="button"
            disabled={isBusy || isDone}
            aria-label={words.replayGroup(count, name, consumer)}
            onClick={() => act("replay")}
          >
            {words.replayCount(count)}
          </button>
        )}
      </div>
      <p className="error" role="alert" hidden={refusal === undefined}>
        {refusal}
      </p>
    </li>
  );
}
