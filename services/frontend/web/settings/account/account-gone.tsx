import { useEffect, useRef } from "react";
import { words } from "../../messages/settings/words";
import type { AccountDeleted } from "../types";

const said = words.account;

interface AccountGoneProps {
  answer: AccountDeleted;
  onLeave: () => void;
}

/** What became of the account. The only way on is out. */
export function AccountGone({ answer: { deleted, stays }, onLeave }: AccountGoneProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="section" aria-labelledby="gone-title">
      <h3 id="gone-title" ref={title} tabIndex={-1}>
        {said.deletedTitle}
      </h3>
      <p role="status">{said.deleted(deleted.tasks, deleted.lists, deleted.calendarFeeds)}</p>
      <dl className="fate">
        <dt>{said.staysTitle}</dt>
        {stays.map(({ what, why, days }) => {
          const [name, reason] = said.stays[what] ?? [what, why];
          return (
            <dd key={what}>
              {name}, {said.upTo(days)}: {reason}.
            </dd>
          );
        })}
      </dl>
      <div className="line end">
        <button className="primary" type="button" onClick={onLeave}>
          {said.signOut}
        </button>
      </div>
    </section>
  );
}
