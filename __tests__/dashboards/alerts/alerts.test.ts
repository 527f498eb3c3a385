import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type RuleOptions, ruleGroups } from "../../../dashboards/alerts";
import { type AlertingRule, runbooks } from "../../../dashboards/alerts/rule";
import { everyRule } from "./cases";

const all = (options: RuleOptions) => ruleGroups(options).flatMap((group) => group.rules);
const alertsOf = (options: RuleOptions) => all(options).filter((rule): rule is AlertingRule => "alert" in rule);
const rules = all(everyRule);
const alerts = alertsOf(everyRule);

test("every alert has a runbook, and every runbook an alert", () => {
  const text = readFileSync(path.join(__dirname, "../../..", runbooks), "utf8");
  const titles = [...text.matchAll(/^### (\w+)$/gm)].map(([, title]) => title);
  const names = [...new Set(alerts.map(({ alert }) => alert))];
  expect(titles.sort()).toEqual(names.sort());
  for (const { alert, annotations } of alerts) {
    expect(annotations.runbook_url).toBe(`${everyRule.filesUrl}/${runbooks}#${alert.toLowerCase()}`);
  }
});

test("without an address of the files, a runbook is named by its path", () => {
  for (const { alert, annotations } of alertsOf({})) {
    expect(annotations.runbook_url).toBe(`docs/reference/alerts.md#${alert.toLowerCase()}`);
  }
});

test("every alert says how urgent it is, and what is the matter in a line", () => {
  for (const { labels, annotations } of alerts) {
    expect(["critical", "warning"]).toContain(labels.severity);
    expect(annotations.summary).toMatch(/^.{20,120}$/);
  }
});

test("a document that an alert sends its reader to exists", () => {
  const named = alerts.flatMap(({ annotations }) => annotations.summary.match(/docs\/[\w/-]+\.md/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  for (const file of named) expect(existsSync(path.join(__dirname, "../../..", file))).toBe(true);
});

test("no two rules are the same", () => {
  const keys = rules.map((rule) => ("alert" in rule ? `${rule.alert} ${rule.expr}` : rule.record));
  expect(new Set(keys).size).toBe(keys.length);
});
