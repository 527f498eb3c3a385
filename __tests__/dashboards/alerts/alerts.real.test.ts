import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ruleGroups } from "../../../dashboards/alerts";
import type { AlertingRule } from "../../../dashboards/alerts/rule";
import { brokerLag } from "../../../dashboards/event-processing";
import { describeReal } from "../../helpers/real";
import { alertCases, everyRule, everythingUp } from "./cases";

const alerts = ruleGroups(everyRule)
  .flatMap(({ rules }) => rules)
  .filter((rule): rule is AlertingRule => "alert" in rule);

describeReal("Prometheus's promtool", ["promtool"], ({ promtool }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-alerts-"));
  const rulesFile = path.join(folder, "rules.json");
  writeFileSync(rulesFile, JSON.stringify({ groups: ruleGroups(everyRule) }));
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stdout + stderr);
    return stdout;
  };

  test("takes all rules", () => expect(run("check", "rules", rulesFile)).toContain("SUCCESS"));

  test("every alert has a case", () => {
    const tested = alertCases.map(({ alert }) => alert);
    expect([...new Set(tested)].sort()).toEqual([...new Set(alerts.map(({ alert }) => alert))].sort());
  });

  test.each(alertCases)("$alert fires when it should and not before: $title", (one) => {
    const { alert, series, every = "1m", quiet, fires, labels, summary } = one;
    const rule = alerts.find((candidate) => candidate.alert === alert);
    const expected = {
      exp_labels: { severity: rule?.labels.severity, ...labels },
      exp_annotations: { summary, runbook_url: rule?.annotations.runbook_url },
    };
    const file = path.join(folder, "test.json");
    writeFileSync(
      file,
      JSON.stringify({
        rule_files: [rulesFile],
        evaluation_interval: every,
        tests: [
          {
            interval: "1m",
            input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
            alert_rule_test: [
              ...quiet.map((time) => ({ eval_time: time, alertname: alert, exp_alerts: [] })),
              ...(fires ? [{ eval_time: fires, alertname: alert, exp_alerts: [expected] }] : []),
            ],
          },
        ],
      }),
    );
    run("test", "rules", file);
  });

  test("what waits at the broker is the broker's own count, by consumer: of Redpanda, or of Kafka as a service sees it", () => {
    const file = path.join(folder, "lag.json");
    const series = (input: Record<string, string>, expected: Record<string, number>) => ({
      interval: "1m",
      input_series: Object.entries(input).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: [
        {
          expr: `sum by (consumer) (${brokerLag})`,
          eval_time: "2m",
          exp_samples: Object.entries(expected).map(([name, value]) => ({ labels: `{consumer="${name}"}`, value })),
        },
      ],
    });
    const redpanda = (group: string) => `redpanda_kafka_consumer_group_lag_sum{redpanda_group="${group}"}`;
    const kafka = (topic: string, pod: string) =>
      `freehold_broker_consumer_lag{consumer="audit-consumer",topic="${topic}",pod="${pod}"}`;
    const tests = [
      series(
        { [redpanda("audit-consumer")]: "0 5 7", [redpanda("notification")]: "3 2 0" },
        { "audit-consumer": 7, notification: 0 },
      ),
      // Two replicas say the same of each topic.
      series(
        {
          ...{ [kafka("task-events", "a")]: "4x3", [kafka("task-events", "b")]: "4x3" },
          ...{ [kafka("reminders", "a")]: "1x3", [redpanda("audit-consumer")]: "9x3" },
        },
        { "audit-consumer": 5 },
      ),
    ];
    writeFileSync(file, JSON.stringify({ rule_files: [rulesFile], evaluation_interval: "1m", tests }));
    run("test", "rules", file);
  });

  test("a platform that is well has none of the alerts about what is missing", () => {
    const file = path.join(folder, "well.json");
    const names = ["ServiceDown", "SidecarDown", "DaprControlPlaneDown", "TraefikDown", "NodeDown", "TargetMissing"];
    writeFileSync(
      file,
      JSON.stringify({
        rule_files: [rulesFile],
        evaluation_interval: "1m",
        tests: [
          {
            interval: "1m",
            input_series: everythingUp.map((series) => ({ series, values: "1x60" })),
            alert_rule_test: names.map((alertname) => ({ eval_time: "1h", alertname, exp_alerts: [] })),
          },
        ],
      }),
    );
    run("test", "rules", file);
  });
});
