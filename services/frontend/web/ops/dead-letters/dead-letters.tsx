import { type FormEvent, useEffect, useRef, useState } from "react";
import { ErrorWords } from "../../shared/error-words";
import { messageOf } from "../../shared/problem";
import { useBusy } from "../../shared/use-busy";
import { api } from "../ask";
import { w } from "../messages/words";
import type { DeadLetterFilter, Groups } from "../types";
import { GroupItem } from "./group-item";
import { filterOf, lettersOf, type Plan, planReplay } from "./plan";
import { ReplayPanel } from "./replay-panel";

/** The section's id, to which other pages link: then it is read at once. */
const id = "dead-letters";

/** Dead letters by kind, to act on many at once. The database is read on a click alone. */
export function DeadLetters() {
  const [found, setFound] = useState<Groups & { text: string }>();
  const [plan, setPlan] = useState<Plan>();
  const [refusal, setRefusal] = useState("");
  const [isBusy, run] = useBusy();
  const heading = useRef<HTMLHeadingElement>(null);
  const words = w.deadLetters;

  const attempt = (act: () => Promise<void>) =>
    run(async () => {
      try {
        await act();
        setRefusal("");
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  const read = (text: string) =>
    attempt(async () => setFound({ ...(await api.groups(text === "" ? {} : { text })), text }));
  const replay = (filter: DeadLetterFilter) => attempt(async () => setPlan(await planReplay(filter)));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    read(String(new FormData(event.currentTarget).get("text")));
  };
  const close = () => {
    setPlan(undefined);
    heading.current?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is opened by a link to here.
  useEffect(() => {
    if (location.hash !== `#${id}`) return;
    heading.current?.scrollIntoView();
    heading.current?.focus();
    read("");
  }, []);

  return (
    <section id={id} className="card" aria-labelledby="dead-letters-title">
      <div className="line">
        <h2 id="dead-letters-title" ref={heading} tabIndex={-1}>
          {words.title}
        </h2>
        <a href="/#operations">{words.each}</a>
      </div>
      <p className="hint">{words.hint}</p>
      {found === undefined ? (
        <p className="line ask">
          <button type="button" disabled={isBusy} onClick={() => read("")}>
            {words.count}
          </button>
          <span className="hint">{words.wakes}</span>
        </p>
      ) : (
        <form className="line" onSubmit={submit}>
          <input
            name="text"
            type="search"
            maxLength={200}
            autoComplete="off"
            placeholder={words.partPlaceholder}
            aria-label={words.part}
          />
          <button type="submit" disabled={isBusy}>
            {words.filter}
          </button>
        </form>
      )}
      <ErrorWords>{refusal}</ErrorWords>
      {plan && <ReplayPanel plan={plan} onEnd={() => read(found?.text ?? "")} close={close} />}
      {found && found.groups.length > 0 && (
        <>
          <div className="line">
            <p role="status">{words.found(lettersOf(found.groups), found.groups.length)}</p>
            <button
              type="button"
              className="primary"
              disabled={isBusy || plan !== undefined}
              onClick={() => replay(found.text === "" ? {} : { text: found.text })}
            >
              {words.replayAll}
            </button>
          </div>
          <ul className="dead-letters">
            {found.groups.map((group) => (
              <GroupItem
                key={`${group.consumer} ${group.type} ${group.code} ${group.error}`}
                group={group}
                isReplaying={isBusy || plan !== undefined}
                onReplay={() => replay(filterOf(group))}
              />
            ))}
          </ul>
        </>
      )}
      {found?.groups.length === 0 && (
        <p className="hint" role="status">
          {words.none}
        </p>
      )}
      {found?.complete === false && <p className="hint">{words.more}</p>}
    </section>
  );
}
