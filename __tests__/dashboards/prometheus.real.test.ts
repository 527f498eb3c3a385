import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { ruleGroups } from "../../dashboards/alerts";
import { jobs } from "../../dashboards/jobs";
import { useDatabase } from "../helpers/database";
import { apiClient, startOn } from "../helpers/platform";
import { freePort } from "../helpers/ports";
import { describeReal } from "../helpers/real";
import { until } from "../helpers/until";
import { panelQueries } from "./queries";

const resultSchema = z.object({ data: z.object({ result: z.array(z.unknown()) }) });
const rulesSchema = z.object({
  data: z.object({ groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })) }),
});

/** The dashboards of which everything comes from the services themselves. */
const ofServices = ["Task operations", "Event processing", "Reminders"];
const queries = panelQueries().filter(
  ({ dashboard, expr }) => ofServices.includes(dashboard) && !expr.includes("dapr_"),
);

describeReal("Prometheus beside the services", ["prometheus"], ({ prometheus }) => {
  const db = useDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-prometheus-"));
  let child: ChildProcess;
  let url: string;

  const query = async (expr: string): Promise<unknown[]> => {
    const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: expr })}`);
    if (!response.ok) throw new Error(`${expr}: ${await response.text()}`);
    return resultSchema.parse(await response.json()).data.result;
  };

  beforeAll(async () => {
    const host = await startOn(db.url);
    db.closeFirst(async () => {
      child.kill();
      await once(child, "exit");
      rmSync(folder, { recursive: true });
      await host.stop();
    });
    const port = await freePort();
    const config = {
      global: { scrape_interval: "200ms", scrape_timeout: "200ms", evaluation_interval: "200ms" },
      rule_files: [path.join(folder, "rules.json")],
      // Where there is no Kubernetes to ask, the target is named; its path and its metrics are the same.
      scrape_configs: [{ job_name: jobs.services, static_configs: [{ targets: [new URL(host.url).host] }] }],
    };
    // Nobody waits half an hour for the rules of which that is enough.
    const soon = ruleGroups().map(({ name, rules }) => ({ name, rules }));
    writeFileSync(path.join(folder, "prometheus.json"), JSON.stringify(config));
    writeFileSync(path.join(folder, "rules.json"), JSON.stringify({ groups: soon }));
    child = spawn(
      prometheus,
      [
        ...[
          `--config.file=${path.join(folder, "prometheus.json")}`,
          `--storage.tsdb.path=${path.join(folder, "data")}`,
        ],
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: "ignore" },
    );
    url = `http://127.0.0.1:${port}`;
    await until("Prometheus scrapes", async () => (await query("up == 1").catch(() => [])).length > 0);

    const api = apiClient(host.url);
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const task = await api.create({
      title: "Water the plants",
      dueAt: inAnHour,
      // One is due at once, the other is the next.
      reminders: [{ minutesBefore: 60 }, { minutesBefore: 5 }],
      recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
    });
    await until("a reminder has fired", async () => {
      const { rows } = await db.database.query("select 1 from freehold.notifications where task_id = $1", [task.id]);
      return rows.length > 0;
    });
    await api.complete(task.id);
  });

  test.each(queries)("$dashboard, $panel: $expr has data", async ({ expr }) => {
    const asked = expr.replaceAll("$__rate_interval", "1m");
    await until(`${asked} has data`, async () => (await query(asked)).length > 0);
  });

  test("it evaluates every rule", async () => {
    const groups = await until("all rules were evaluated", async () => {
      const answer = rulesSchema.parse(await (await fetch(`${url}/api/v1/rules`)).json()).data.groups;
      return answer.every(({ rules }) => rules.every(({ health }) => health !== "unknown")) ? answer : undefined;
    });
    for (const { rules } of groups) for (const rule of rules) expect(rule).toMatchObject({ health: "ok" });
  });
});
