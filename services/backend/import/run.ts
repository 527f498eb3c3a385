import { importTasks, type TaskFromElsewhere } from "../../domain/import-tasks";
import type { ServiceContext } from "../../runtime/host/service";
import type { Identity } from "../../runtime/http/auth";

/** Tasks that are made in one transaction: short enough for others to get their turn. */
const chunk = 100;

/**
 * Makes the tasks, in chunks. One that is interrupted is completed by the same file: it makes what is left.
 * @returns how many were made
 */
export async function runImport(
  { database, emit, relay }: Pick<ServiceContext, "database" | "emit" | "relay">,
  identity: Identity,
  traceparent: string | undefined,
  planned: readonly TaskFromElsewhere[],
): Promise<number> {
  let created = 0;
  for (let from = 0; from < planned.length; from += chunk) {
    const tasks = planned.slice(from, from + chunk);
    created += await database().transaction((tx) =>
      importTasks(tx, (event) => emit(tx, { ...event, traceparent }), identity, tasks),
    );
    relay();
  }
  return created;
}
