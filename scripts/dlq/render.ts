import Table from "cli-table3";
import type { DeadLetterGroup } from "../../services/backend/dead-letters/groups";
import type { DeadLetter } from "./dead-letter";

const head = ["id", "when", "consumer", "topic", "type", "code", "status", "reason"];

/** Dead letters as a table for people, or as lines of columns with tabs between them for other programs. */
export function renderDeadLetters(letters: readonly DeadLetter[], { terminal }: { terminal: boolean }): string {
  const rows = letters.map(({ id, deadAt, consumer, topic, type, code, status, reason }) => {
    // A reason may have several lines.
    const line = reason.replace(/\s+/g, " ");
    return [id, deadAt.toISOString(), consumer, topic, type ?? "-", code, status, line];
  });
  return rendered(head, rows, terminal);
}

/** Groups of dead letters, the largest first. */
export function renderGroups(groups: readonly DeadLetterGroup[], { terminal }: { terminal: boolean }): string {
  const rows = groups.map(({ count, consumer, type, code, error, oldestAt, newestAt }) => {
    const line = error.replace(/\s+/g, " ");
    return [String(count), consumer, type ?? "-", code, oldestAt.toISOString(), newestAt.toISOString(), line];
  });
  return rendered(["count", "consumer", "type", "code", "oldest", "newest", "error"], rows, terminal);
}

function rendered(columns: string[], rows: string[][], terminal: boolean): string {
  if (!terminal) return rows.map((row) => row.join("\t")).join("\n");
  const table = new Table({ head: columns, wordWrap: true, colWidths: [...Array(columns.length - 1).fill(null), 40] });
  table.push(...rows);
  return table.toString();
}
