import { useState } from "react";
import { words } from "../../messages/settings/words";
import { OutcomeWords } from "../outcome-words";
import { useAttempt } from "../use-attempt";
import { type ExportFormat, fetchExport, saveFile } from "./download";
import { formatBytes } from "./format-bytes";

const said = words.data;
const formats = Object.entries(said.formats) as [ExportFormat, [name: string, hint: string]][];

/** All tasks and lists as a file, in each format that there is. */
export function ExportFiles() {
  const { isBusy, attempt, outcome } = useAttempt();
  const [asked, setAsked] = useState<ExportFormat>();
  const download = (format: ExportFormat) =>
    attempt(async () => {
      setAsked(format);
      const file = await fetchExport(format);
      const name = `freehold-tasks.${format}`;
      saveFile(file, name);
      return said.downloaded(name, formatBytes(file.size));
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
      <OutcomeWords outcome={outcome} />
    </section>
  );
}
