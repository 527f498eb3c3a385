import { allDefinitions } from "../../services/definitions";
import { defineConfig } from "../../stacks/config";
import { connectionProblems, connectionUse, databaseConnections } from "../../stacks/guards/connections";

const most = (config = defineConfig({}), definitions = allDefinitions): number =>
  connectionUse(config, definitions).reduce((sum, line) => sum + line.most, 0);

test("all pools of the platform under full load, in a rolling update, are within what the database has", () => {
  expect(connectionProblems(defineConfig({}), allDefinitions)).toEqual([]);
  expect(most()).toBeLessThanOrEqual(databaseConnections);
});

test("counts pools by the most pods that may run, Dapr's state store where it is used, and the jobs", () => {
  const use = new Map(connectionUse(defineConfig({}), allDefinitions).map((line) => [line.name, line.most]));
  expect(use.get("apps.services.backend")).toBe((2 + 1) * 5);
  expect(use.get("apps.services.notification")).toBe((2 + 1) * (3 + 2));
  expect(use.get("apps.services.websocket")).toBe((2 + 1) * 1);
  expect(use.get("apps.services.frontend")).toBe(0);
  expect(use.get("job migrate")).toBe(1);
});

test("refuses more pods than the database has connections for, and names the largest", () => {
  const config = defineConfig({ apps: { services: { backend: { maxReplicas: 10 } } } });
  expect(connectionProblems(config, allDefinitions)).toEqual([
    `Too many connections: the pools may open ${most(config)}, a rolling update under full load included, and the database has 97. Lower maxReplicas or poolMax of apps.services.backend (55), apps.services.notification (15), apps.services.audit-consumer (9).`,
  ]);
});

test("refuses a pool that is larger than the rest leaves", () => {
  const definitions = allDefinitions.map((one) => (one.name === "backend" ? { ...one, poolMax: 50 } : one));
  expect(connectionProblems(defineConfig({}), definitions)).toEqual([
    expect.stringContaining("apps.services.backend (150)"),
  ]);
});
