import { messageOf } from "../../services/runtime/core/errors";
import { describePod, podsOf } from "./pods";
import { namespace } from "./recovered";
import type { Rehearsed } from "./rehearsed";

/** Lines of a log that say that something is not well: of a service from warnings on; the sidecar warns of each start. */
const troubled = /"level":(40|50|60|"error"|"fatal")/;
const linesEach = 3;

/**
 * What a person would look at when a wait was in vain: events that wait, transactions that last, pods, and what their logs
 * complain of.
 */
export async function diagnosis(rehearsed: Rehearsed): Promise<string> {
  const looks = [eventsThatWait(rehearsed), longTransactions(rehearsed), pods(rehearsed)];
  return (await Promise.all(looks.map((look) => look.catch(messageOf)))).join("\n");
}

const eventsThatWait = (rehearsed: Rehearsed): Promise<string> =>
  lines(
    rehearsed,
    `select 'outbox: ' || count(*) as line from freehold.outbox
     union all select 'parked for ' || consumer || ', ' || reason || ': ' || count(*) from freehold.parked
       group by consumer, reason
     union all select 'dead letters of ' || consumer || ': ' || count(*) from freehold.dead_letters group by consumer
     union all select 'applied by ' || consumer || ' in the last minute: ' || count(*) from freehold.inbox
       where claimed_at > now() - interval '1 minute' group by consumer`,
  );

/** Transactions of more than a second: for what each waits, for whom, and the statement that it sent last. */
const longTransactions = (rehearsed: Rehearsed): Promise<string> =>
  lines(
    rehearsed,
    `select format('transaction %s from %s, %s s, %s %s, behind %s: %s', pid, client_addr,
       extract(epoch from clock_timestamp() - xact_start)::int, state, wait_event, pg_blocking_pids(pid),
       left(regexp_replace(query, '\\s+', ' ', 'g'), 120)) as line
     from pg_stat_activity where xact_start < clock_timestamp() - interval '1 second' and pid <> pg_backend_pid()
     order by xact_start limit 20`,
  );

async function lines({ postgres }: Rehearsed, select: string): Promise<string> {
  const database = await postgres.connect();
  try {
    const { rows } = await database.query<{ line: string }>(select);
    return rows.map(({ line }) => line).join("\n");
  } finally {
    await database.end();
  }
}

async function pods({ kubectl }: Rehearsed): Promise<string> {
  const found = await podsOf(kubectl, namespace);
  const texts = await Promise.all(
    found.map(async (pod) => {
      const command = ["logs", "-n", namespace, pod.metadata.name, "--all-containers", "--prefix", "--since=4m"];
      const log = await kubectl.read(command).catch(messageOf);
      const lines = log.split("\n").filter((line) => troubled.test(line));
      return [describePod(pod), ...lines.slice(-linesEach).map((line) => `  ${line.slice(0, 240)}`)].join("\n");
    }),
  );
  return texts.join("\n");
}
