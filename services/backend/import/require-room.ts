import type { Quotas } from "../../contracts/quotas";
import type { TaskFromElsewhere } from "../../domain/import-tasks";
import type { Sql } from "../../runtime/database/database";
import { HttpProblem } from "../../runtime/http/problem";

interface Use {
  tasks: number;
  changes: number;
  bytes: number;
}

/** Bytes of an event beside the task in it. */
const envelopeBytes = 700;
const megabyte = 1_000_000;

/** @throws HttpProblem 429 when an import would pass a quota of its owner: nothing of it is written then */
export async function requireRoom(sql: Sql, ownerId: string, planned: readonly TaskFromElsewhere[], quotas: Quotas) {
  if (planned.length === 0) return;
  const { rows } = await sql.query<Use>(
    `select coalesce(sum(tasks), 0) as tasks, coalesce(sum(changes) filter (where day = today), 0) as changes,
       coalesce(sum(history_bytes) filter (where day = today), 0)::bigint as bytes
     from (select (clock_timestamp() at time zone 'utc')::date as today) clock, (
       select tasks, day, changes, history_bytes from freehold.owner_use where owner_id = $1
       union all select tasks, day, changes, history_bytes from freehold.owner_use_pending where owner_id = $1) used`,
    [ownerId],
  );
  const { tasks, changes, bytes } = rows[0] ?? { tasks: 0, changes: 0, bytes: 0 };
  const needed = planned.reduce((sum, task) => sum + Buffer.byteLength(JSON.stringify(task)) + envelopeBytes, 0);
  const count = planned.length;
  const midnight = new Date(new Date().setUTCHours(24, 0, 0, 0));
  const refuse = (name: keyof Quotas, limit: number, detail: string, isDaily: boolean): never => {
    const wait = isDaily ? Math.max(1, Math.ceil((midnight.getTime() - Date.now()) / 1_000)) : 3_600;
    throw new HttpProblem({
      status: 429,
      title: "Quota used up",
      detail: `No task was imported. ${detail}`,
      quota: { name, limit, resetsAt: isDaily ? midnight.toISOString() : null },
      retryAfterSeconds: wait,
    });
  };
  const left = (limit: number, used: number) => Math.max(0, limit - used);
  if (tasks + count > quotas.tasks)
    refuse(
      "tasks",
      quotas.tasks,
      `The file makes ${count} tasks, and you may have ${left(quotas.tasks, tasks)} more.`,
      false,
    );
  if (changes + count > quotas.changesPerDay) {
    const rest = left(quotas.changesPerDay, changes);
    refuse(
      "changesPerDay",
      quotas.changesPerDay,
      `The file makes ${count} tasks, and you may make ${rest} more changes today.`,
      true,
    );
  }
  if (bytes + needed > quotas.historyMbPerDay * megabyte) {
    const rest = Math.floor(left(quotas.historyMbPerDay * megabyte, bytes) / megabyte);
    const mb = Math.ceil(needed / megabyte);
    refuse(
      "historyMbPerDay",
      quotas.historyMbPerDay,
      `The file takes ${mb} MB of history, and you may use ${rest} MB more today.`,
      true,
    );
  }
}
