import { stripVTControlCharacters } from "node:util";
import { App } from "cdktf";
import { serviceNames } from "../../services/definitions";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { type Ledger, ledger } from "../../stacks/ledger/ledger";
import { renderLedger } from "../../stacks/ledger/render";
import { times } from "../../stacks/ledger/resources";

function ledgerOf(input: Parameters<typeof defineConfig>[0] = {}): Ledger {
  const config = defineConfig(input);
  const app = new App({ outdir: "cdktf.out" });
  addStacks(app, { config, pins: readPins() });
  return ledger(app, config);
}

const result = ledgerOf();
const pods = (all: Ledger) => all.nodes.flatMap(({ entries }) => entries.map(({ pod }) => pod));

test("the platform takes what is free, and no more", () => {
  expect(result.freeTier).toEqual([
    { name: "A1 OCPUs", used: 2, limit: 2, left: 0 },
    { name: "A1 memory, GB", used: 12, limit: 12, left: 0 },
    { name: "Block storage, GB", used: 100, limit: 100, left: 0 },
    { name: "Network load balancers", used: 1, limit: 1, left: 0 },
    { name: "Reserved public IPs", used: 1, limit: 1, left: 0 },
  ]);
});

test("all services, the platform and k3s's own pods are counted, and fit", () => {
  expect(pods(result)).toEqual(expect.arrayContaining([...serviceNames]));
  expect(pods(result)).toEqual(
    expect.arrayContaining(["coredns", "traefik", "dapr-operator", "prometheus-server", "node-exporter", "grafana"]),
  );
  for (const { left } of result.nodes) {
    expect(left.cpuMillis).toBeGreaterThan(0);
    expect(left.memoryMib).toBeGreaterThan(0);
  }
});

test("Redis is counted when it is the broker", () => {
  expect(pods(result)).not.toContain("redis");
  expect(pods(ledgerOf({ connections: { broker: "redis" } }))).toContain("redis");
});

test("what watches Neon is counted where it is configured, and fits", () => {
  expect(pods(result)).not.toContain("neon-exporter");
  const watched = ledgerOf({ connections: { database: { neonProject: "quiet-sea-12345678" } } });
  expect(pods(watched)).toContain("neon-exporter");
  for (const { left } of watched.nodes) {
    expect(left.cpuMillis).toBeGreaterThan(0);
    expect(left.memoryMib).toBeGreaterThan(0);
  }
});

test("a service counts with its sidecar, and with as many pods as run under load", () => {
  const entry = result.nodes.flatMap(({ entries }) => entries).find(({ pod }) => pod === "backend");
  expect(entry?.requests).toEqual(times({ cpuMillis: 50 + 10, memoryMib: 112 + 64 }, 2));
  expect(entry?.limits).toEqual(times({ cpuMillis: 300 + 100, memoryMib: 1024 + 192 }, 2));
});

test("the plan of the requirements stands beside ours, on the nodes that it names", () => {
  expect(result.plan.map(({ plan }) => plan.cpuMillis).reduce((sum, cpu) => sum + cpu)).toBe(3100);
  for (const { plan, ours } of result.plan) expect(ours.nodes).toEqual([plan.node]);
});

test("what one owner may use is listed, with the key that sets it", () => {
  expect(result.quotas.map(({ setting, most }) => [setting, most])).toEqual([
    ["apps.quotas.tasks", 20_000],
    ["apps.quotas.changesPerDay", 4_400],
    ["apps.quotas.historyMbPerDay", 50],
    ["apps.quotas.sockets", 20],
  ]);
});

describe("as text", () => {
  const tooMuch = ledgerOf({ nodes: { server: { ocpus: 3 } } });

  test("has a line with tabs for each row when it is piped", () => {
    const text = renderLedger(result, { terminal: false });
    expect(text).toContain("A1 OCPUs\t2\t2\t0\n");
    expect(text).toContain("Changes a day\t4400\tat midnight, UTC\tapps.quotas.changesPerDay\n");
    expect(text).toContain("backend\t2 + 1\t120m\t352Mi\t180m\t528Mi\t800m\t2432Mi\t\n");
    expect(stripVTControlCharacters(text)).toBe(text);
  });

  test("has boxes on a terminal", () => {
    const text = stripVTControlCharacters(renderLedger(result, { terminal: true }));
    expect(text).toMatch(/│ A1 OCPUs +│ 2 +│ 2 +│ 0 +│/);
  });

  test("shows what is too much", () => {
    expect(renderLedger(tooMuch, { terminal: false })).toContain("A1 OCPUs\t4\t2\t-2\n");
  });
});
