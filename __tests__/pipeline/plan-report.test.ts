import { readFileSync } from "node:fs";
import { changesOf, isClean, planReport } from "../../scripts/pipeline/plan-report";

const change = (address: string, ...actions: string[]) => ({
  address,
  change: { actions, after: { token: "secret" } },
});

test("one comment says what each stack would change, the dangerous first, without values", () => {
  const report = planReport([
    { stack: "network", plan: { resource_changes: [change("a.same", "no-op"), change("data.read", "read")] } },
    {
      stack: "apps",
      plan: {
        resource_changes: [
          change("a.new", "create"),
          change("a.changed", "update"),
          change("a.gone", "delete"),
          change("a.replaced", "delete", "create"),
        ],
      },
    },
    { stack: "compute", problem: "network is not applied yet." },
  ]);
  expect(report).toContain("### network: no changes");
  expect(report).toContain("### apps: 1 to replace, 1 to delete, 1 to update, 1 to create");
  expect(report).toContain("± a.replaced\n− a.gone\n~ a.changed\n+ a.new");
  expect(report).toContain("### compute: not planned\n\nnetwork is not applied yet.");
  expect(report).not.toContain("secret");
});

test("a plan without changes is empty", () => {
  expect(changesOf({})).toEqual([]);
  expect(changesOf({ resource_changes: [change("a", "no-op")] })).toEqual([]);
});

test("a plan that is none is refused", () => {
  expect(() => changesOf("Error: …")).toThrow();
});

/** A plan as Terraform has written it. */
const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(`__tests__/scripts/drift/plans/${name}.json`, "utf8"));

test.each([
  ["clean", "network: no changes", true],
  ["updated", "network: 1 to update\n\n```diff\n~ oci_core_vcn.virtual-network_vcn", false],
  ["gone", "network: 1 to create\n\n```diff\n+ oci_core_instance.server_instance", false],
  ["replaced", "network: 1 to replace\n\n```diff\n± oci_core_instance.server_instance", false],
  ["left-over", "network: 1 to delete\n\n```diff\n− oci_core_instance.server_instance", false],
  // Shown to who reads the plan, and no reason for an issue.
  ["computed-only", "network: 1 to update", true],
])("Terraform's own plan that is %s", (name, section, clean) => {
  const plans = [{ stack: "network", plan: recorded(name) }];
  expect(planReport(plans)).toContain(`### ${section}`);
  expect(isClean(plans)).toBe(clean);
});

test("a stack that cannot be planned is not clean", () => {
  expect(isClean([{ stack: "compute", problem: "network is not applied yet." }])).toBe(false);
});
