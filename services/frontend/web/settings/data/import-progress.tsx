import { words } from "../../messages/settings/words";
import { newTasks } from "../../shared/new-tasks";
import { useStore } from "../../shared/store";
import type { ImportStep } from "./use-import";

/** How far a file is: uploaded first, then read, for a time that is not known; or its tasks are added, as the page hears of them. */
export function ImportProgress({ step: { file, uploaded, adding } }: { step: ImportStep & { at: "work" } }) {
  const { uploading, checking, importing, added } = words.data;
  const arrived = useStore(newTasks);
  const isUploaded = uploaded === 1;
  const count = adding && Math.min(adding.total, arrived - adding.from);
  const label = !isUploaded ? uploading : adding ? importing : checking;
  const value = isUploaded ? count : uploaded;
  return (
    <div className="progress">
      <p>
        <strong>{file.name}</strong>
      </p>
      <p className="hint">{isUploaded && adding && count ? added(count, adding.total) : label}</p>
      <progress
        aria-label={label}
        max={isUploaded ? (adding?.total ?? 1) : 1}
        {...(value !== undefined && { value })}
      />
    </div>
  );
}
