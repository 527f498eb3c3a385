import { ExportFiles } from "./export-files";
import { ImportFile } from "./import-file";

/** All tasks as a file, and tasks from one. */
export const DataSettings = ({ onImported }: { onImported: () => Promise<void> }) => (
  <>
    <ExportFiles />
    <ImportFile onImported={onImported} />
  </>
);
