import type { DeadLetterGroup } from "../../services/backend/dead-letters/groups";
import { renderTable } from "../operations/render-table";
import type { DeadLetter } from "./dead-letter";

/** Of the reason. */
const lastWidth = 40;
const head = ["id", "when", "consumer", "topic", "type", "code", "status", "reason"];

/** Dead letters as a table for people, or as lines of columns with tabs between them for other programs. */
export function renderDeadLetters(letters: readonly DeadLetter[], { terminal }: { terminal: boolean }): string {
  const rows = letters.map(({ id, deadAt, consumer, topic, type, code, status, reason }) => {
    // A reason may have several lines.
    const line = reason.replace(/\s+/g, " ");
    return [id, deadAt.toISOString(), consumer, topic, type ?? "-", code, status, line];
  });
  return renderTable(head, rows, { terminal, lastWidth });
}

/** Groups of dead letters, the largest first. */
export function renderGroups(groups: readonly DeadLetterGroup[], { terminal }: { terminal: boolean }): string {
  const rows = groups.map(({ count, consumer, type, code, error, oldestAt, newestAt }) => {
    const line = error.replace(/\s+/g, " ");
    return [String(count), consumer, type ?? "-", code, oldestAt.toISOString(), newestAt.toISOString(), line];
  });
  const columns = ["count", "consumer", "type", "code", "oldest", "newest", "error"];
  return renderTable(columns, rows, { terminal, lastWidth });
}
