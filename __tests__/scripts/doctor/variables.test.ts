import { variables } from "../../../scripts/doctor/variables";
import { defineConfig } from "../../../stacks/config";
import { planWarnings } from "../../../stacks/guards/warnings";

const variable = (pattern: string) => ({
  description: "Where it is found.",
  default: "",
  validation: [
    { condition: `\${can(regex("^(${pattern})$", var.x))}`, error_message: "The variable x must be digits." },
  ],
});
const stacks = {
  network: { variable: { region: variable("[0-9]+") } },
  connections: { variable: { database_url: variable("[0-9]+") } },
};

test("what the first stacks lack and what is malformed anywhere is a problem, what a later one lacks a warning", () => {
  expect(variables(stacks, {})).toMatchObject([
    { name: "TF_VAR_region", state: "problem", fix: "Where it is found. Set it in .env" },
    { name: "TF_VAR_database_url", state: "warning" },
  ]);
  expect(variables(stacks, { TF_VAR_region: "1", TF_VAR_database_url: "x" })).toMatchObject([
    { name: "TF_VAR_database_url", state: "problem", found: expect.stringContaining("must be digits") },
  ]);
  expect(variables(stacks, { TF_VAR_region: "1", TF_VAR_database_url: "2" })).toMatchObject([{ state: "ok" }]);
});

test.each([
  [{ server: { memoryGb: 8 }, agent: { memoryGb: 4 } }, /^nodes\.server: 8 GB on 1 OCPU.*memoryGb to 6/],
  [{ server: { ocpus: 1, memoryGb: 4 }, agent: { memoryGb: 7 } }, /^nodes\.agent: 7 GB/],
  [{ server: { ocpus: 2, memoryGb: 12 } }, undefined],
  [{}, undefined],
])("machines of %o", (nodes, warning) => {
  const found = planWarnings(defineConfig({ nodes, connections: { broker: "redis" } }));
  expect(found).toEqual(warning ? [expect.stringMatching(warning)] : []);
});

test("Redpanda without its metrics is warned of: the lag alert could never fire", () => {
  expect(planWarnings(defineConfig({}))).toEqual([expect.stringContaining("connections.redpanda.metricsUrl")]);
  const redpanda = { metricsUrl: "https://console.example.org/public_metrics" };
  expect(planWarnings(defineConfig({ connections: { redpanda } }))).toEqual([]);
});
