import { checkCluster as check, type Get } from "../../../scripts/wait-for-cluster/check-cluster";

const agentMadeAt = Date.parse("2026-11-25T10:00:00Z");
const nodes = [{ name: "freehold-server" }, { name: "freehold-agent", madeAt: agentMadeAt }];
const node = (name: string, ready: string, lastHeartbeatTime = "2026-11-25T10:05:00Z") => ({
  metadata: { name },
  status: { conditions: [{ type: "Ready", status: ready, lastHeartbeatTime }] },
});
const checkCluster = (get: Get, now = agentMadeAt + 60_000) => check(get, nodes, now);
/** An API that is ready, with these nodes. */
const api =
  (...items: object[]) =>
  async (path: string) => ({ status: 200, body: path === "/readyz" ? "ok" : JSON.stringify({ items }) });
const failing = (code: string) => async () => {
  throw Object.assign(new Error(`it failed with ${code}`), { code });
};

test("both nodes must be Ready", async () => {
  const both = api(node("freehold-server", "True"), node("freehold-agent", "True"));
  expect(await checkCluster(both)).toEqual({ kind: "ready" });
});

test("a new machine is not Ready by what the one before it has reported, for as long as Kubernetes believes that", async () => {
  const before = api(node("freehold-server", "True"), node("freehold-agent", "True", "2026-11-25T09:59:50Z"));
  expect(await checkCluster(before)).toEqual({
    kind: "nodes",
    reason: "freehold-agent has not reported since its machine was made",
  });
  expect(await checkCluster(before, agentMadeAt + 2 * 60_000)).toEqual({ kind: "ready" });
});

test.each([
  ["has not joined", api(node("freehold-server", "True"))],
  ["is not Ready", api(node("freehold-server", "True"), node("freehold-agent", "False"))],
  ["is not Ready", api(node("freehold-server", "True"), node("freehold-agent", "Unknown"))],
])("a node that %s is named", async (what, get) => {
  expect(await checkCluster(get)).toEqual({ kind: "nodes", reason: `freehold-agent ${what}` });
});

test.each([
  ["refused", 401],
  ["refused", 403],
  ["starting", 500],
  ["starting", 503],
])("%s: an API that answers %i", async (kind, status) => {
  expect(await checkCluster(async () => ({ status, body: "" }))).toMatchObject({ kind });
});

test.each(["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_CERT_ALTNAME_INVALID"])(
  "a server with another certificate is not ours: %s",
  async (code) => {
    expect(await checkCluster(failing(code))).toMatchObject({ kind: "wrong-certificate" });
  },
);

test.each(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"])(
  "a certificate of ours that time has passed by: %s",
  async (code) => {
    expect(await checkCluster(failing(code))).toMatchObject({ kind: "expired-certificate" });
  },
);

test.each(["ECONNREFUSED", "ETIMEDOUT", "ECONNRESET"])("unreachable: %s", async (code) => {
  expect(await checkCluster(failing(code))).toMatchObject({ kind: "unreachable" });
});
