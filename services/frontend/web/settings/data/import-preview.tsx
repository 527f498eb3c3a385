import { words } from "../../messages/settings/words";
import { formatDue, formatRecurrence } from "../../shared/format";
import type { ImportAnswer, ImportedTask } from "../types";
import { FileLines } from "./file-lines";

const said = words.data;

interface ImportPreviewProps {
  /** Of the file. */
  name: string;
  answer: ImportAnswer;
  onCancel: () => void;
  onImport: () => void;
}

/** What an import would make, for the user to decide. */
export function ImportPreview({ name, answer, onCancel, onImport }: ImportPreviewProps) {
  const { created, existing, lists, notes, tasks } = answer;
  return (
    <div className="import-preview">
      <p>
        <strong>{name}</strong>
      </p>
      <p>
        {said.found(created)} {existing > 0 && said.existing(existing)}
      </p>
      {lists.length > 0 && <p className="hint">{said.newLists(lists.join(", "))}</p>}
      {created > tasks.length && <p className="hint">{said.first(tasks.length)}</p>}
      {tasks.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls by keys.
        <ul className="file-lines" id="import-tasks" aria-label={said.found(created)} tabIndex={0}>
          {tasks.map((task, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change, and two tasks may be alike.
            <li key={index}>
              <span>{task.title}</span>
              <span className="hint">{termsOf(task)}</span>
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <details>
          <summary>{said.leftOut(notes.length)}</summary>
          <FileLines
            label={said.leftOut(notes.length)}
            lines={notes.map(({ line, message }) => ({ line, text: message }))}
          />
        </details>
      )}
      <div className="line end">
        <button className="quiet" type="button" onClick={onCancel}>
          {said.cancel}
        </button>
        {(created > 0 || lists.length > 0) && (
          <button className="primary" type="button" onClick={onImport}>
            {created > 0 ? said.submit(created) : said.submitLists(lists.length)}
          </button>
        )}
      </div>
    </div>
  );
}

/** "due tomorrow, 09:00 · Daily · #home" */
const termsOf = ({ status, dueAt, dueOn, recurrence, tags }: ImportedTask): string =>
  [
    status === "completed" ? said.completed : "",
    dueAt ? said.due(formatDue({ dueOn }, dueAt)) : "",
    recurrence ? formatRecurrence(recurrence) : "",
    ...tags.map((tag) => `#${tag}`),
  ]
    .filter(Boolean)
    .join(" · ");
