import { defaultPlan, quotasOf } from "../../../services/contracts/quotas";
import { environment } from "../../../services/runtime/definition";
import { readSettings } from "../../../services/runtime/settings/settings";
import { defineConfig } from "../../../stacks/config";
import { configuredQuotas } from "../../../stacks/config/quotas";
import { quotaEnv } from "../../../stacks/constructs/apps/quota-env";

const read = (variables: Record<string, string>) => readSettings(variables).quotas;

test("quotas follow from the plan of the database", () => {
  expect(read({})).toEqual(quotasOf(defaultPlan));
  expect(configuredQuotas(defineConfig({}))).toEqual(quotasOf(defaultPlan));
  expect(quotasOf(defaultPlan)).toEqual({ tasks: 20_000, changesPerDay: 4_400, historyMbPerDay: 50, sockets: 20 });
  const database = { tasks: 1_000, changesPerDay: 10 };
  expect(configuredQuotas(defineConfig({ connections: { database } }))).toMatchObject({
    tasks: 1_000,
    changesPerDay: 200,
  });
});

test("what is configured reaches the services", () => {
  const config = defineConfig({ apps: { quotas: { tasks: 7, sockets: 3 } } });
  expect(read(quotaEnv(config) as Record<string, string>)).toEqual({ ...quotasOf(defaultPlan), tasks: 7, sockets: 3 });
});

test.each(Object.values(environment.quotas))("%s is a whole number from 1, or none", (variable) => {
  for (const wrong of ["0", "-1", "1.5", "many", "Infinity"]) {
    expect(() => read({ [variable]: wrong })).toThrow(variable);
  }
  expect(Object.values(read({ [variable]: "none" }))).toContain(Number.POSITIVE_INFINITY);
  expect(Object.values(read({ [variable]: "17" }))).toContain(17);
});
