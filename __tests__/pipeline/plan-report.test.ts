import { changesOf, planReport } from "../../scripts/pipeline/plan-report";

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
