import { checkCluster } from "../../../scripts/wait-for-cluster/check-cluster";

const nodes = ["freehold-server", "freehold-agent"];
const node = (name: string, ready: string) => ({
  metadata: { name },
  status: { conditions: [{ type: "Ready", status: ready }] },
});
/** An API that is ready, with these nodes. */
const api =
  (...items: object[]) =>
  async (path: string) => ({ status: 200, body: path === "/readyz" ? "ok" : JSON.stringify({ items }) });
const failing = (code: string) => async () => {
  throw Object.assign(new Error(`it failed with ${code}`), { code });
};

test("both nodes must be Ready", async () => {
  const both = api(node("freehold-server", "True"), node("freehold-agent", "True"));
  expect(await checkCluster(both, nodes)).toEqual({ kind: "ready" });
});

test.each([
  ["has not joined", api(node("freehold-server", "True"))],
  ["is not Ready", api(node("freehold-server", "True"), node("freehold-agent", "False"))],
  ["is not Ready", api(node("freehold-server", "True"), node("freehold-agent", "Unknown"))],
])("a node that %s is named", async (what, get) => {
  expect(await checkCluster(get, nodes)).toEqual({ kind: "nodes", reason: `freehold-agent ${what}` });
});

test.each([
  ["refused", 401],
  ["refused", 403],
  ["starting", 500],
  ["starting", 503],
])("%s: an API that answers %i", async (kind, status) => {
  expect(await checkCluster(async () => ({ status, body: "" }), nodes)).toMatchObject({ kind });
});

test.each(["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_CERT_ALTNAME_INVALID"])(
  "a server with another certificate is not ours: %s",
  async (code) => {
    expect(await checkCluster(failing(code), nodes)).toMatchObject({ kind: "wrong-certificate" });
  },
);

test.each(["ECONNREFUSED", "ETIMEDOUT", "ECONNRESET"])("unreachable: %s", async (code) => {
  expect(await checkCluster(failing(code), nodes)).toMatchObject({ kind: "unreachable" });
});
