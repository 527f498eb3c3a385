import type { Values } from "../../contracts/problem-codes";
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
const codes = {
  tasks: "FILE_MAKES_TOO_MANY_TASKS",
  changesPerDay: "FILE_MAKES_TOO_MANY_CHANGES",
  historyMbPerDay: "FILE_TAKES_TOO_MUCH_HISTORY",
} as const;
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
  const refuse = (name: keyof typeof codes, detail: string, values: Values<["made", "left"]>): never => {
    const { [name]: limit } = quotas;
    const isDaily = name !== "tasks";
    const wait = isDaily ? Math.max(1, Math.ceil((midnight.getTime() - Date.now()) / 1_000)) : 3_600;
    throw new HttpProblem({
      status: 429,
      code: codes[name],
      title: "Quota used up",
      detail: `No task was imported. ${detail}`,
      values,
      quota: { name, limit, resetsAt: isDaily ? midnight.toISOString() : null },
      retryAfterSeconds: wait,
    });
  };
  const left = (limit: number, used: number) => Math.max(0, limit - used);
  if (tasks + count > quotas.tasks) {
    const rest = left(quotas.tasks, tasks);
    refuse("tasks", `The file makes ${count} tasks, and you may have ${rest} more.`, { made: count, left: rest });
  }
  if (changes + count > quotas.changesPerDay) {
    const rest = left(quotas.changesPerDay, changes);
    const words = `The file makes ${count} tasks, and you may make ${rest} more changes today.`;
    refuse("changesPerDay", words, { made: count, left: rest });
  }
  if (bytes + needed > quotas.historyMbPerDay * megabyte) {
    const rest = Math.floor(left(quotas.historyMbPerDay * megabyte, bytes) / megabyte);
    const mb = Math.ceil(needed / megabyte);
    const words = `The file takes ${mb} MB of history, and you may use ${rest} MB more today.`;
    refuse("historyMbPerDay", words, { made: mb, left: rest });
  }
}
