import { messageOf } from "../../services/runtime/core/errors";
import { describePod, podsOf } from "./pods";
import { namespace } from "./recovered";
import type { Rehearsed } from "./rehearsed";

/** Lines of a log that say that something is not well: of a service from warnings on; the sidecar warns of each start. */
const troubled = /"level":(40|50|60|"error"|"fatal")/;
const linesEach = 3;

/** What a person would look at when a wait was in vain: events that wait, pods, and what their logs complain of. */
export async function diagnosis(rehearsed: Rehearsed): Promise<string> {
  const parts = await Promise.all([eventsThatWait(rehearsed), pods(rehearsed)].map((part) => part.catch(messageOf)));
  return parts.join("\n");
}

async function eventsThatWait({ postgres }: Rehearsed): Promise<string> {
  const database = await postgres.connect();
  try {
    const { rows } = await database.query<{ place: string; count: number }>(
      `select 'outbox' as place, count(*)::int as count from freehold.outbox
       union all select 'parked for ' || consumer || ', ' || reason, count(*)::int from freehold.parked group by 1
       union all select 'dead letters of ' || consumer, count(*)::int from freehold.dead_letters group by 1
       union all select 'applied by ' || consumer || ' in the last minute', count(*)::int from freehold.inbox
         where claimed_at > now() - interval '1 minute' group by 1`,
    );
    return rows.map(({ place, count }) => `${place}: ${count}`).join("\n");
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
