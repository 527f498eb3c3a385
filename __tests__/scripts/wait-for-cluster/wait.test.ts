import type { ClusterState } from "../../../scripts/wait-for-cluster/check-cluster";
import { waitForCluster } from "../../../scripts/wait-for-cluster/wait";
import { TestClock } from "../../helpers/test-clock";

/** Waits for a cluster that goes through these states and stays in the last. */
async function wait(...states: ClusterState[]): Promise<string[]> {
  const said: string[] = [];
  let index = 0;
  await waitForCluster({
    check: async () => states[Math.min(index++, states.length - 1)] ?? { kind: "ready" },
    minutes: 20,
    clock: new TestClock(),
    say: (line) => said.push(line),
  });
  return said;
}

const unreachable: ClusterState = { kind: "unreachable", reason: "connect ECONNREFUSED" };

test("tells each change once, and ends with the last", async () => {
  expect(
    await wait(unreachable, unreachable, { kind: "nodes", reason: "freehold-agent has not joined" }, { kind: "ready" }),
  ).toEqual([
    "0 s  unreachable: connect ECONNREFUSED",
    "20 s  nodes: freehold-agent has not joined",
    "30 s  API ready, all nodes Ready",
  ]);
});

test.each<[ClusterState, RegExp]>([
  [unreachable, /after 20 minutes. unreachable: connect ECONNREFUSED.\nLook at whether oci.adminCidrs/],
  [{ kind: "wrong-certificate", reason: "self-signed" }, /another bootstrap: docs\/how-to\/troubleshoot\.md/],
  [{ kind: "expired-certificate", reason: "it has expired" }, /clock right\?.*"Token or certificate expired"/],
  [{ kind: "refused", reason: "it answers 401" }, /expired.*npx freehold deploy bootstrap/],
  [{ kind: "nodes", reason: "freehold-agent is not Ready" }, /serial console/],
])("gives up in the end, and says what to look at: %o", async (state, message) => {
  await expect(wait(state)).rejects.toThrow(message);
});
