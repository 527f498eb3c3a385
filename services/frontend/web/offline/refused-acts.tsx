import { useState } from "react";
import { t } from "../messages/language";
import { useStore } from "../shared/store";
import { findConflicts } from "../tasks/edit/conflict";
import type { QueuedAct } from "./queued-act";
import { ownActs, queue } from "./waiting-queue";
import { decide } from "./without-platform";

/** What the user did and the platform refused later. The user decides on each. */
export function RefusedActs() {
  useStore(queue);
  const refused = ownActs().filter(({ refusal }) => refusal);
  if (refused.length === 0) return null;
  return (
    <section id="refused-acts" className="card" aria-labelledby="refused-title">
      <h2 id="refused-title" tabIndex={-1}>
        {t.offline.title}
      </h2>
      <p className="hint">{t.offline.hint}</p>
      <ul>
        {refused.map((act) => (
          <RefusedAct key={act.key} act={act} />
        ))}
      </ul>
    </section>
  );
}

function RefusedAct({ act: queued }: { act: QueuedAct }) {
  const { act, task, refusal } = queued;
  const [isBusy, setBusy] = useState(false);
  const words = t.offline;
  const kind = act.kind === "change" || act.kind === "delete" ? act.kind : "other";
  const contested = refusal?.theirs && act.kind === "change" ? findConflicts(act.body, task, refusal.theirs) : [];
  const button = (isInsisting: boolean) => {
    const said = (isInsisting ? words.insist : words.give)[refusal?.theirs ? kind : "other"];
    const choose = async () => {
      if (isBusy) return;
      setBusy(true);
      await decide(queued, isInsisting);
      document.querySelector<HTMLElement>("#refused-title, #tasks-title")?.focus();
    };
    return (
      <button
        type="button"
        className={isInsisting ? "" : "quiet"}
        aria-label={words.named(said, task.title)}
        onClick={choose}
      >
        {said}
      </button>
    );
  };
  return (
    <li className="refused-act">
      <p className="title">{words.named(words.acts[act.kind], task.title)}</p>
      <p className="error">{refusal?.words}</p>
      {contested.length > 0 && (
        <dl>
          {contested.map(({ field, yours, theirs }) => (
            <div key={field}>
              <dt>{t.fields[field]}</dt>
              <dd>
                <span className="hint">{t.edit.yours}</span> {yours}
              </dd>
              <dd>
                <span className="hint">{t.edit.theirs}</span> {theirs}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="line end">
        {button(false)}
        {button(true)}
      </div>
    </li>
  );
}
