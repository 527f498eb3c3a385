import Table from "cli-table3";
import type { DeadLetter } from "./dead-letter";

const head = ["id", "when", "consumer", "topic", "type", "code", "status", "reason"];

/** Dead letters as a table for people, or as lines of columns with tabs between them for other programs. */
export function renderDeadLetters(letters: readonly DeadLetter[], { terminal }: { terminal: boolean }): string {
  const rows = letters.map(({ id, deadAt, consumer, topic, type, code, status, reason }) => {
    // A reason may have several lines.
    const line = reason.replace(/\s+/g, " ");
    return [id, deadAt.toISOString(), consumer, topic, type ?? "-", code, status, line];
  });
  if (!terminal) return rows.map((row) => row.join("\t")).join("\n");
  const table = new Table({ head, wordWrap: true, colWidths: [...Array(head.length - 1).fill(null), 40] });
  table.push(...rows);
  return table.toString();
}
