import { service as backend } from "../services/backend/service";
import { Database } from "../services/runtime/database/database";
import { startHost } from "../services/runtime/host/host";
import { readSettings } from "../services/runtime/settings/settings";
import { unlimitedOwnDisk } from "../services/runtime/settings/unlimited-own-disk";
import { few, fillTasks, many } from "./many-tasks";
import { inRounds, type Measurement, percentile } from "./measure";
import { silent, withPostgres } from "./postgres";

/** Requests timed for each list and owner in one round, and those before them. */
const requests = 200;
const warmUp = 20;
const tasks = 1_000_000;
/** Milliseconds that the million tasks and their indexes may take. */
const fillTimeoutMs = 1_800_000;

/** What lists ask for, and the query of the API: filters that many tasks match, some, few and none. */
const lists = {
  "no filter": "",
  status: "status=open",
  "status and priority": "status=completed&priority=high",
  "tag of half the tasks": "tag=home",
  "tag of 3 % of the tasks": "tag=sprint",
  "tag of 5 tasks": "tag=rare",
  "tag of a seventh, none of them new": "tag=old",
  "due in one hour": "dueAfter=2025-02-01T00:00:00Z&dueBefore=2025-02-01T01:00:00Z",
  "due in the older half": "dueBefore=2025-07-01T00:00:00Z",
  "text in a seventh of the tasks": "search=report",
  "text in 3 % of the tasks": "search=sprint",
  "text in 5 tasks": "search=%D0%92%D0%95%D0%A7%D0%95%D0%A0",
  "one letter that no task has": "search=q",
  "by due date": "sort=due&status=open",
  "by priority": "sort=priority",
  "in the owner's order": "sort=manual&status=open",
  "in the owner's order, tag of 3 %": "sort=manual&tag=sprint",
  "default list by due date": "list=default&sort=due",
  "no due date": "view=noDate&timeZone=Europe/Berlin",
  "open, rare tag, due and text": "status=open&tag=rare&dueBefore=2025-07-01T00:00:00Z&search=report",
} as const;

/** p95 of each list of an owner with 100,000 tasks in a million, beside one with 1,000. */
export const benchReads = (rounds: number, progress: (line: string) => void): Promise<Measurement[]> =>
  withPostgres(async (url) => {
    progress(`filling the table with ${tasks.toLocaleString("en-US")} tasks, which takes minutes`);
    const database = new Database({ url, logger: silent, queryTimeoutMs: fillTimeoutMs });
    await fillTasks(database, tasks);
    await database.close();
    const host = await startHost({
      services: [backend],
      settings: readSettings({ ...unlimitedOwnDisk, DATABASE_URL: url, PORT: "0" }),
      logger: silent,
      authenticate: () => async (request) => ({
        ownerId: String(request.headers.owner),
        actor: "bench",
        operator: false,
      }),
    });
    const p95 = async (owner: string, query: string): Promise<number> => {
      const took: number[] = [];
      for (let n = 0; n < warmUp + requests; n += 1) {
        const began = performance.now();
        const response = await fetch(`${host.url}/api/tasks?${query}`, { headers: { owner } });
        await response.text();
        if (!response.ok) throw new Error(`The list "${query}" answered ${response.status}`);
        took.push(performance.now() - began);
      }
      return percentile(took.slice(warmUp), 0.95);
    };
    const names = { many: "100,000 tasks", few: "1,000 tasks" };
    // The first requests of a process are slow. Without these, they would count for the first list.
    await p95(few.owner, lists["no filter"]);
    await p95(many, lists["no filter"]);
    const measurements: Measurement[] = [];
    for (const [part, query] of Object.entries(lists)) {
      const candidates = await inRounds(
        rounds,
        [
          { name: names.many, run: () => p95(many, query) },
          { name: names.few, run: () => p95(few.owner, query) },
        ],
        (line) => progress(`${part}, ${line}`),
      );
      measurements.push({
        title: "List of tasks, p95: 100,000 of one owner against 1,000",
        part,
        unit: "milliseconds, in a table of a million",
        better: "lower",
        candidates,
        targets: [{ against: names.few, ratio: 2 }],
      });
    }
    await host.stop();
    return measurements;
  });
