import type { StoredTask } from "../../domain/task-row";
import { exportFormat, toExported } from "./exported-task";
import type { ExportedList } from "./owned-lists";

/** Freehold's own format, which an import reads: one task a line. */
export async function* toJson(
  pages: AsyncIterable<StoredTask[]>,
  lists: readonly ExportedList[],
): AsyncGenerator<string> {
  const head = JSON.stringify({ ...exportFormat, exportedAt: new Date().toISOString(), lists }).slice(0, -1);
  yield `${head},"tasks":[`;
  let separator = "\n";
  for await (const page of pages) {
    yield separator + page.map((task) => JSON.stringify(toExported(task))).join(",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}
