import Table from "cli-table3";

/**
 * Rows as a table for people, or as lines of columns with tabs between them for other programs.
 * @param lastWidth characters of the last column on a terminal, which wraps
 */
export function renderTable(
  head: string[],
  rows: string[][],
  { terminal, lastWidth }: { terminal: boolean; lastWidth: number },
): string {
  if (!terminal) return rows.map((row) => row.join("\t")).join("\n");
  const table = new Table({ head, wordWrap: true, colWidths: [...Array(head.length - 1).fill(null), lastWidth] });
  table.push(...rows);
  return table.toString();
}
