import { mostLists } from "../../contracts/quotas";
import { importTasks } from "../../domain/import-tasks";
import { insertList } from "../../domain/lists";
import type { ServiceContext } from "../../runtime/host/service";
import type { Identity } from "../../runtime/http/auth";
import type { EventWriter } from "../event-writer";
import type { ListPlan } from "./plan-lists";

/** Tasks that are made in one transaction: short enough for others to get their turn. */
const chunk = 100;

/**
 * Makes the lists, then the tasks, in chunks. One that is interrupted is completed by the same file: it makes what is left.
 * @returns how many tasks were made
 */
export async function runImport(
  { database, relay }: Pick<ServiceContext, "database" | "relay">,
  identity: Identity,
  writer: EventWriter,
  { lists, planned }: ListPlan,
): Promise<number> {
  const { ownerId, actor } = identity;
  if (lists.length > 0) {
    await database().transaction(async (tx) => {
      for (const list of lists) await insertList(tx, writer(tx), actor, { ...list, ownerId }, mostLists);
    });
    relay();
  }
  let created = 0;
  for (let from = 0; from < planned.length; from += chunk) {
    const tasks = planned.slice(from, from + chunk);
    created += await database().transaction((tx) => importTasks(tx, writer(tx), identity, tasks));
    relay();
  }
  return created;
}
