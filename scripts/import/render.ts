import type { ImportAnswer } from "../../services/backend/import/schemas";

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** What an import did, or would do. */
export function renderAnswer({ dryRun, created, existing, lists, tasks, notes }: ImportAnswer): string {
  const verb = dryRun ? "Would make" : "Made";
  return [
    `${verb} ${plural(created, "task")}${lists.length > 0 ? ` and ${plural(lists.length, "list")}: ${lists.join(", ")}` : ""}.`,
    ...(existing > 0 ? [`${plural(existing, "task")} of the file you have already.`] : []),
    ...tasks.map(({ title, dueAt, dueOn }) => `  ${[title, dueOn?.date ?? dueAt].filter(Boolean).join("\t")}`),
    ...(created > tasks.length && tasks.length > 0 ? [`  and ${created - tasks.length} more`] : []),
    ...notes.map(({ line, message }) => `Line ${line}: ${message}`),
  ].join("\n");
}
