import { t } from "../messages/language";
import { formatDates } from "../shared/format";
import { TaskChips } from "../shared/task-chips";
import { usePreview } from "./use-preview";

/** What a text means: the task, or what it still lacks. */
export function Preview({ text }: { text: string }) {
  const meaning = usePreview(text);
  if (meaning?.preview === undefined) {
    return meaning?.lacks.map((words) => (
      <p key={words} className="hint refused">
        {words}
      </p>
    ));
  }
  const { task, dates } = meaning.preview;
  return (
    <div className="preview">
      <p className="title">{task.title}</p>
      <TaskChips terms={task} />
      <p className="hint" data-slot="dates" hidden={dates.length < 2}>
        {t.quickAdd.due(formatDates(dates, task.dueOn))}
      </p>
      <ul className="hint" data-slot="notes">
        {meaning.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}
