import { type AskNetwork, closeApiPort, openApiPort } from "../../scripts/pipeline/api-port";

interface Rule {
  id: string;
  description: string | null;
  source?: string;
}
/** Security groups that keep the rules they are given. */
function network(groups: Record<string, Rule[]>): AskNetwork {
  let added = 0;
  return async (method, path, body) => {
    const [, group = "", action = ""] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const rules = groups[group] ?? [];
    if (method === "GET") return rules;
    if (action === "actions/addSecurityRules") {
      const { securityRules } = body as { securityRules: Omit<Rule, "id">[] };
      groups[group] = [...rules, ...securityRules.map((rule) => ({ id: `new-${added++}`, ...rule }))];
    } else {
      const { securityRuleIds } = body as { securityRuleIds: string[] };
      groups[group] = rules.filter(({ id }) => !securityRuleIds.includes(id));
    }
    return undefined;
  };
}
const now = new Date("2030-01-01T12:00:00Z");
const kept = { id: "kept", description: "Kubernetes API from administrators" };

test("opens the API's port for one address, and closes only what it opened", async () => {
  const groups = { balancer: [kept], control: [] as Rule[] };
  const ask = network(groups);
  await openApiPort(ask, Object.keys(groups), "203.0.113.7", now, "run-1");
  for (const rules of Object.values(groups)) {
    expect(rules.at(-1)).toMatchObject({
      source: "203.0.113.7/32",
      direction: "INGRESS",
      tcpOptions: { destinationPortRange: { min: 6443, max: 6443 } },
    });
  }
  expect(await closeApiPort(ask, Object.keys(groups), now, "run-1")).toBe(2);
  expect(groups).toEqual({ balancer: [kept], control: [] });
});

test("a job that ends closes its own rule, and not that of a job that still runs", async () => {
  const groups = { control: [kept] };
  const ask = network(groups);
  await openApiPort(ask, ["control"], "203.0.113.7", now, "deploy-1");
  await openApiPort(ask, ["control"], "203.0.113.8", now, "drift-2");
  expect(await closeApiPort(ask, ["control"], now, "drift-2")).toBe(1);
  expect(groups.control).toEqual([kept, expect.objectContaining({ source: "203.0.113.7/32" })]);
});

test.each([undefined, "run-1"])("takes what leaked, and leaves a running job its port (run %s)", async (run) => {
  const groups = {
    control: [
      kept,
      { id: "running", description: "freehold pipeline 2030-01-01T11:30:00.000Z run-2" },
      { id: "leaked", description: "freehold pipeline 2030-01-01T10:30:00.000Z run-3" },
      { id: "unreadable", description: "freehold pipeline ?" },
      { id: "plain", description: null },
    ],
  };
  expect(await closeApiPort(network(groups), ["control"], now, run)).toBe(2);
  expect(groups.control.map(({ id }) => id)).toEqual(["kept", "running", "plain"]);
});

test.each(["0.0.0.0/0", "", "<html>"])("refuses %j as an address", async (address) => {
  await expect(openApiPort(network({}), ["control"], address, now, "run-1")).rejects.toThrow("Invalid");
});
