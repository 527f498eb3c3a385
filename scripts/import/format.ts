import { OperationError } from "../operations/operation-error";
import { suggest } from "../operations/suggest";

/** Formats of files, with their media types. */
export const formats = { json: "application/json", ics: "text/calendar", "todoist-csv": "text/csv" } as const;
export type Format = keyof typeof formats;

const byEnd: Readonly<Record<string, Format>> = { json: "json", ics: "ics", csv: "todoist-csv" };

/** @throws {OperationError} for a format that there is not, and for a name that tells none */
export function readFormat(file: string, given: string | undefined): Format {
  const known = Object.keys(formats) as Format[];
  if (given !== undefined) {
    const found = known.find((format) => format === given);
    if (found) return found;
    throw new OperationError(`--format: ${given} is no format. ${suggest(given, known)}`);
  }
  const end = file.split(".").at(-1)?.toLowerCase() ?? "";
  if (Object.hasOwn(byEnd, end) && byEnd[end]) return byEnd[end];
  throw new OperationError(`The name ${file} does not tell its format`, { fix: `Add --format ${known.join(", ")}.` });
}
