import type { TaskSnapshot } from "../../contracts/task";
import { exportFormat, toExported } from "./exported-task";

/** Freehold's own format, which an import reads without loss: one task a line. */
export async function* toJson(pages: AsyncIterable<TaskSnapshot[]>): AsyncGenerator<string> {
  const head = JSON.stringify({ ...exportFormat, exportedAt: new Date().toISOString() }).slice(0, -1);
  yield `${head},"tasks":[`;
  let separator = "\n";
  for await (const page of pages) {
    yield separator + page.map((task) => JSON.stringify(toExported(task))).join(",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}
