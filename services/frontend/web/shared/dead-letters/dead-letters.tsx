import { t } from "../../messages/language";
import { ErrorWords } from "../error-words";
import { isStatus } from "../problem";
import { DeadLetterItem } from "./dead-letter-item";
import { loadDeadLetters, useDeadLetters } from "./dead-letters-query";

/** The newest dead letters, for an operator; for everybody else the section stays hidden. */
export function DeadLetters() {
  const { data, error, hasNextPage, fetchNextPage } = useDeadLetters();
  if (!data || isStatus(error, 403)) return null;
  const letters = data.pages.flatMap(({ items }) => items);
  const words = t.deadLetters;
  return (
    <section id="operations" className="card" aria-labelledby="operations-title">
      <div className="line">
        <h2 id="operations-title">{words.title}</h2>
        <a href="/ops">{words.operations}</a>
        <button id="reload-dead-letters" className="quiet" type="button" onClick={() => loadDeadLetters()}>
          {words.refresh}
        </button>
      </div>
      <p className="hint">{words.hint}</p>
      <ErrorWords>{error?.message}</ErrorWords>
      <p hidden={letters.length === 0}>
        <a href="/ops#dead-letters">{words.groups}</a>
      </p>
      <ul id="dead-letters" className="dead-letters">
        {letters.map((letter) => (
          // One that has changed is made again; the others stay as they are, for somebody may be reading them.
          <DeadLetterItem key={`${letter.id} ${letter.status} ${letter.deadAt}`} letter={letter} />
        ))}
      </ul>
      <p id="no-dead-letters" className="hint" hidden={letters.length > 0}>
        {words.none}
      </p>
      <button
        id="more-dead-letters"
        className="quiet more"
        type="button"
        hidden={!hasNextPage}
        onClick={() => fetchNextPage()}
      >
        {words.loadMore}
      </button>
    </section>
  );
}
