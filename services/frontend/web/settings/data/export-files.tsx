import { useState } from "react";
import { words } from "../../messages/settings/words";
import { messageOf } from "../../shared/problem";
import { useBusy } from "../../shared/use-busy";
import { type ExportFormat, fetchExport, saveFile } from "./download";
import { formatBytes } from "./format-bytes";

const said = words.data;
const formats = Object.entries(said.formats) as [ExportFormat, [name: string, hint: string]][];

/** All tasks and lists as a file, in each format that there is. */
export function ExportFiles() {
  const [isBusy, run] = useBusy();
  const [asked, setAsked] = useState<ExportFormat>();
  const [outcome, setOutcome] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const download = (format: ExportFormat) =>
    run(async () => {
      setAsked(format);
      setOutcome("");
      setRefusal(undefined);
      try {
        const file = await fetchExport(format);
        const name = `freehold-tasks.${format}`;
        saveFile(file, name);
        setOutcome(said.downloaded(name, formatBytes(file.size)));
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  return (
    <section className="section" aria-labelledby="export-title">
      <h3 id="export-title">{said.exportTitle}</h3>
      <p className="hint">{said.exportHint}</p>
      <ul className="rows">
        {formats.map(([format, [name, hint]]) => (
          <li key={format} className="line">
            <div>
              <p className="name">{name}</p>
              <p className="hint">{hint}</p>
            </div>
            <button
              type="button"
              aria-label={said.downloadNamed(name)}
              aria-busy={isBusy && asked === format}
              onClick={() => download(format)}
            >
              {said.download}
            </button>
          </li>
        ))}
      </ul>
      <p className="hint" role="status">
        {outcome}
      </p>
      <p className="error" role="alert" hidden={refusal === undefined}>
        {refusal}
      </p>
    </section>
  );
}
