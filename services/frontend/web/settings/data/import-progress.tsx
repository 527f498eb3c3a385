import { words } from "../../messages/settings/words";
import type { ImportStep } from "./use-import";

/** How far a file is: uploaded first, then read or imported, for a time that is not known. */
export function ImportProgress({ step: { file, dryRun, uploaded } }: { step: ImportStep & { at: "work" } }) {
  const { uploading, checking, importing } = words.data;
  const label = uploaded < 1 ? uploading : dryRun ? checking : importing;
  return (
    <div className="progress">
      <p>
        <strong>{file.name}</strong>
      </p>
      <p className="hint">{label}</p>
      <progress aria-label={label} max={1} {...(uploaded < 1 && { value: uploaded })} />
    </div>
  );
}
