import { useEffect, useRef } from "react";
import { words } from "../../messages/settings/words";
import { FileChoice } from "./file-choice";
import { ImportPreview } from "./import-preview";
import { ImportProgress } from "./import-progress";
import { type ImportStep, useImport } from "./use-import";

const said = words.data;

/** Makes tasks of a file, after the user has seen which. */
export function ImportFile({ onImported }: { onImported: () => Promise<void> }) {
  const { step, choose, run, startOver } = useImport(onImported);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step.at);
  // What had the focus is gone with the step before.
  useEffect(() => {
    if (shown.current !== step.at) {
      title.current?.focus();
      title.current?.scrollIntoView();
    }
    shown.current = step.at;
  }, [step.at]);
  return (
    <section className="section" aria-labelledby="import-title">
      <h3 id="import-title" ref={title} tabIndex={-1}>
        {said.importTitle}
      </h3>
      <p className="visually-hidden" role="status">
        {announced(step)}
      </p>
      {step.at === "choice" && <FileChoice step={step} onChoose={choose} />}
      {step.at === "work" && <ImportProgress step={step} />}
      {step.at === "preview" && (
        <ImportPreview
          name={step.file.name}
          answer={step.answer}
          onCancel={startOver}
          onImport={() => run(step.file, step.format, step.answer.created)}
        />
      )}
      {step.at === "done" && (
        <div className="line outcome">
          <p>{announced(step)}</p>
          <button type="button" onClick={startOver}>
            {said.another}
          </button>
        </div>
      )}
    </section>
  );
}

/** What a screen reader says when a step begins. */
function announced(step: ImportStep): string {
  if (step.at === "preview") return said.found(step.answer.created);
  if (step.at === "done") return said.done(step.answer.created, step.answer.lists.length);
  if (step.at === "work") return step.adding ? said.importing : said.checking;
  return "";
}
