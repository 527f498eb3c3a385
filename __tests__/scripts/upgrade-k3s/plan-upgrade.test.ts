import type { ClusterNodeState } from "../../../scripts/operations/nodes";
import { planUpgrade } from "../../../scripts/upgrade-k3s/plan-upgrade";
import type { NodeRole } from "../../../services/contracts/node-role";

const node = (role: NodeRole, version: string, ready = true): ClusterNodeState => ({
  name: `freehold-${role}`,
  role,
  ready,
  version,
});
const plan = (version: string, from = "v1.36.5+k3s1", nextMinor = false) =>
  planUpgrade([node("server", from), node("agent", from)], { version, nextMinor }).map(({ role }) => role);

test("the server goes before the agent", () => expect(plan("v1.36.6+k3s1")).toEqual(["server", "agent"]));

test("a node that has the version is left out, so that a run goes on where it ended", () => {
  const nodes = [node("server", "v1.36.6+k3s1"), node("agent", "v1.36.5+k3s1")];
  expect(planUpgrade(nodes, { version: "v1.36.6+k3s1", nextMinor: false })).toEqual([nodes[1]]);
  expect(plan("v1.36.5+k3s1")).toEqual([]);
});

test("a later build of the same release is an upgrade", () => expect(plan("v1.36.5+k3s2")).toHaveLength(2));

test.each([
  ["v1.36.4+k3s1", /cannot go back/],
  ["v1.36.5+k3s0", /cannot go back/],
  ["v1.35.9+k3s1", /cannot go back/],
  ["v1.38.0+k3s1", /skips a minor version/],
  ["v2.0.0+k3s1", /skips a minor version/],
  ["v1.37.1+k3s1", /add --next-minor/],
])("%s is refused", (version, message) => expect(() => plan(version)).toThrow(message));

test("the next minor version goes when it is meant", () =>
  expect(plan("v1.37.1+k3s1", undefined, true)).toHaveLength(2));

test("skipping one is refused even then", () => expect(() => plan("v1.38.0+k3s1", undefined, true)).toThrow(/skips/));

test("a node that is not Ready is named", () => {
  const nodes = [node("server", "v1.36.5+k3s1"), node("agent", "v1.36.5+k3s1", false)];
  expect(() => planUpgrade(nodes, { version: "v1.36.6+k3s1", nextMinor: false })).toThrow("Not Ready: freehold-agent");
});
