import { type DragEvent, useState } from "react";
import { words } from "../../messages/settings/words";
import { ErrorWords } from "../../shared/error-words";
import { FileLines } from "./file-lines";
import type { ImportStep } from "./use-import";

const said = words.data;

interface FileChoiceProps {
  step: ImportStep & { at: "choice" };
  onChoose: (file: File) => void;
}

/** Takes a file that is chosen or dropped, and says what was wrong with the last one. */
export function FileChoice({ step: { refusal, problems = [] }, onChoose }: FileChoiceProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onChoose(file);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <>
      <p className="hint" id="import-hint">
        {said.importHint}
      </p>
      <fieldset
        aria-labelledby="import-title"
        className="drop"
        data-over={isOver}
        onDragOver={hover}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label>
          <input
            type="file"
            accept=".json,.ics,.csv"
            aria-describedby="import-hint"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              // The same file may be chosen again once it is corrected.
              currentTarget.value = "";
              if (file) onChoose(file);
            }}
          />
          <span>{said.choose}</span>
        </label>
        <p className="hint">{said.drop}</p>
      </fieldset>
      <ErrorWords>{refusal}</ErrorWords>
      {problems.length > 0 && (
        <FileLines
          label={said.refused}
          lines={problems.map(({ line, field, message }) => ({ line, text: `${field} ${message}`.trim() }))}
        />
      )}
    </>
  );
}
