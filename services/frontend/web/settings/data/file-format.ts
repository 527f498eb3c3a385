/** Bytes that the API takes at once: `maxUploadBytes` of services/contracts/limits.ts. */
export const mostBytes = 10_000_000;

/** Files that the API takes: how it names their format, and their type. */
const formats = {
  json: { format: "json", type: "application/json" },
  ics: { format: "ics", type: "text/calendar" },
  csv: { format: "todoist-csv", type: "text/csv" },
} as const;

export type FileFormat = (typeof formats)[keyof typeof formats];

/** What a file is, by the end of its name; undefined for one that the API does not take. */
export function formatOf(name: string): FileFormat | undefined {
  const end = name.split(".").at(-1)?.toLowerCase() ?? "";
  return Object.hasOwn(formats, end) ? formats[end as keyof typeof formats] : undefined;
}
