import { useState } from "react";
import { t } from "../../messages/language";
import { api } from "../api";
import { ErrorWords } from "../error-words";
import { formatExact } from "../format";
import { messageOf } from "../problem";
import { Story } from "../story";
import { FactChips } from "../task-chips";
import type { DeadLetter } from "../types";
import { useBusy } from "../use-busy";
import { putDeadLetter, watchReplay } from "./dead-letters-query";
import { DiscardForm } from "./discard-form";

/** An event that a consumer gave up on, with what can be done about it. */
export function DeadLetterItem({ letter }: { letter: DeadLetter }) {
  const { id, consumer, topic, eventId, type, code, reason, retries, replayable, status, deadAt, event } = letter;
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  const words = t.deadLetters;
  const act = (ask: () => Promise<DeadLetter>, then: () => void = () => {}) =>
    run(async () => {
      try {
        putDeadLetter(await ask());
        then();
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  return (
    <li className="dead-letter">
      <p className="title">{type ?? words.notAnEvent}</p>
      <p className="reason">{reason}</p>
      <FactChips facts={[consumer, topic, code, words.retries(retries), status]} />
      <details>
        <summary>{words.event}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls it by keyboard. */}
        {/* biome-ignore lint/a11y/useSemanticElements: it is text as it was sent; a group has a label and is no landmark. */}
        <pre tabIndex={0} role="group" aria-label={words.eventOf(consumer)}>
          {JSON.stringify(event, null, 2)}
        </pre>
      </details>
      {replayable && <Story eventId={eventId} />}
      {status === "dead" && (
        <DiscardForm
          title={words.discard}
          question={words.why}
          isBusy={isBusy}
          onDiscard={(why) => act(() => api.discard(id, why))}
        />
      )}
      {status === "discarded" && <p className="hint">{words.discarded(letter.discardedBy, letter.discardReason)}</p>}
      <div className="line end">
        <time className="hint" dateTime={deadAt}>
          {formatExact(deadAt)}
        </time>
        {replayable && status === "dead" && (
          <button
            className="primary"
            type="button"
            disabled={isBusy}
            aria-label={words.replayNamed(type ?? words.thisDelivery, consumer)}
            onClick={() => act(() => api.replay(id), watchReplay)}
          >
            {words.replay}
          </button>
        )}
      </div>
      <ErrorWords>{refusal}</ErrorWords>
    </li>
  );
}
