import { t } from "../../messages/language";
import { useIsOperator } from "../../shared/dead-letters/dead-letters-query";
import { formatExact } from "../../shared/format";
import { Story } from "../../shared/story";
import type { HistoryEntry } from "../../shared/types";
import { changesOf, happeningOf } from "./history-words";

/** What happened to a task: who, what, when, and each field before and after. */
export function TaskHistory({ entries }: { entries: readonly HistoryEntry[] }) {
  const isOperator = useIsOperator();
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.eventId}>
          <p className="what">
            <strong>{happeningOf(entry)}</strong> {t.history.by} <span>{entry.actor}</span>,{" "}
            <time dateTime={entry.at}>{formatExact(entry.at)}</time>
          </p>
          <dl>
            {changesOf(entry).map(({ label, old, now }) => (
              <Change key={label} label={label} old={old} now={now} />
            ))}
          </dl>
          {isOperator && <Story eventId={entry.eventId} />}
        </li>
      ))}
    </ol>
  );
}

const Change = ({ label, old, now }: { label: string; old: string; now: string }) => (
  <>
    <dt>{label}</dt>
    <dd>
      {old && <del>{old}</del>}
      {old && now && " → "}
      {now && <ins>{now}</ins>}
    </dd>
  </>
);
