import { w } from "../messages/words";
import { lettersOf, type Plan } from "./plan";

/** Kinds that are listed, the largest. */
const mostKinds = 8;

/** What a replay would do: how many of which kind. */
export function DryRun({ plan: { kinds, total, replayable, isComplete } }: { plan: Plan }) {
  const words = w.replay;
  const rest = kinds.slice(mostKinds);
  return (
    <>
      <p>{words.would(replayable)}</p>
      <ul className="kinds">
        {kinds.slice(0, mostKinds).map(({ consumer, type, code, error, count }) => (
          <li key={`${consumer} ${type} ${code} ${error}`}>
            {words.kind(count, type ?? w.deadLetters.notAnEvent, consumer)}
            <span className="hint">{error}</span>
          </li>
        ))}
        {rest.length > 0 && <li>{words.moreKinds(lettersOf(rest), rest.length)}</li>}
      </ul>
      {total > replayable && <p className="hint">{words.left(total - replayable)}</p>}
      {!isComplete && <p className="hint">{words.atLeast}</p>}
    </>
  );
}
