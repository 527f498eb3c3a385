import { type FormEvent, useId, useRef, useState } from "react";
import { t } from "../messages/language";
import { ErrorWords } from "../shared/error-words";
import { formatTime } from "../shared/format";
import { messageOf } from "../shared/problem";
import { textOf, toInstant, toPicked } from "../shared/task-fields";
import { useBusy } from "../shared/use-busy";
import { snoozeNotification } from "./snooze-notification";
import { snoozeTimes } from "./snooze-times";

const hourMs = 3_600_000;

/** Puts a reminder off: it leaves the list, and comes again. */
export function Snooze({ id, title }: { id: string; title: string }) {
  const root = useRef<HTMLDivElement>(null);
  /** Since when the times are offered. */
  const [openedAt, setOpenedAt] = useState<Date>();
  const [isChoosing, setChoosing] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  const field = useId();
  const words = t.snooze;
  const snooze = (until: string) =>
    run(async () => {
      setRefusal(undefined);
      try {
        const next = nextOf(root.current);
        await snoozeNotification(id, until);
        next?.focus();
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const picked = textOf(new FormData(event.currentTarget), "until");
    if (!picked || Date.parse(picked) <= Date.now()) return setRefusal(words.inThePast);
    snooze(toInstant(picked));
  };
  return (
    <div ref={root} className="snooze">
      <button
        className="quiet unfolds"
        type="button"
        aria-expanded={openedAt !== undefined}
        aria-label={words.named(title)}
        aria-busy={isBusy}
        onClick={() => setOpenedAt(openedAt ? undefined : new Date())}
      >
        {words.title}
      </button>
      {openedAt && (
        <div className="snooze-times">
          {snoozeTimes(openedAt).map(([name, at]) => (
            <button key={name} type="button" onClick={() => snooze(at.toISOString())}>
              {words.times[name]} <span className="hint">{formatTime(at)}</span>
            </button>
          ))}
          <button type="button" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
            {words.choose}
          </button>
        </div>
      )}
      {openedAt && isChoosing && (
        <form className="line" noValidate onSubmit={submit}>
          <label className="visually-hidden" htmlFor={field}>
            {words.until}
          </label>
          <input
            id={field}
            name="until"
            type="datetime-local"
            min={toPicked(openedAt.toISOString())}
            max="9999-12-30T23:59"
            defaultValue={toPicked(new Date(openedAt.getTime() + hourMs).toISOString())}
            // biome-ignore lint/a11y/noAutofocus: the user has just asked for it.
            autoFocus
          />
          <button className="primary" type="submit">
            {words.submit}
          </button>
        </form>
      )}
      <ErrorWords>{refusal}</ErrorWords>
    </div>
  );
}

/** What has the focus once a notification has left the list: the next one, or the title of the list. */
function nextOf(element: HTMLElement | null): HTMLElement | null {
  const next = element?.closest("li")?.nextElementSibling?.querySelector<HTMLElement>("button");
  return next ?? document.querySelector<HTMLElement>("#notifications-title");
}
