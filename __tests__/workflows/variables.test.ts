import type { StackName } from "../../stacks/constructs/terraform/freehold-stack";
import { askForAllOfRedpanda, askForEverything } from "../stacks/ask-for-everything";
import { synthesise } from "../stacks/synthesise";
import { parseWorkflow, workflowText } from "./workflow";

const plans = [synthesise(), synthesise(askForEverything), synthesise(askForAllOfRedpanda)];

/** Variables without a value of their own, and whether they are secrets. A release sets the image itself. */
function asked(...names: StackName[]): [name: string, sensitive: boolean][] {
  const variables = plans.flatMap((stacks) => names.flatMap((name) => Object.entries(stacks[name].variable ?? {})));
  const open = variables.filter(([, { default: value = "" }]) => value === "");
  const found = new Map(open.map(([name, { sensitive }]) => [name, sensitive === true]));
  found.delete("freehold_image");
  return [...found].sort();
}

const all = asked("network", "bootstrap", "compute", "connections", "platform", "apps");

test("there is something to pass", () => expect(all.length).toBeGreaterThan(10));

test.each<[file: string, job: string, variables: typeof all]>([
  ["diff.yml", "plan", all],
  ["drift.yml", "drift", all],
  ["deploy.yml", "deploy", asked("apps")],
])(
  "%s passes to Terraform every variable that it may ask for, and what is secret as a secret",
  (file, job, variables) => {
    const { env: common = {}, steps = [] } = parseWorkflow(workflowText(file)).jobs[job] ?? {};
    const planned = steps.find(({ run }) => /pipeline\.ts (plan|release)/.test(run ?? ""));
    const env = { ...common, ...planned?.env };
    const passed = (name: string) => env[`TF_VAR_${name}`];
    expect(variables.filter(([name]) => passed(name) === undefined)).toEqual([]);
    for (const [name, sensitive] of variables) {
      const source = sensitive ? "secrets" : "(secrets|vars)";
      expect(passed(name)).toMatch(new RegExp(`^\\$\\{\\{ ${source}\\.${name.toUpperCase()} \\}\\}$`));
    }
  },
);

test("no workflow passes what no stack asks for", () => {
  const names = new Set(all.map(([name]) => name));
  for (const file of ["diff.yml", "drift.yml", "deploy.yml", "close-api-port.yml"]) {
    const passed = [...workflowText(file).matchAll(/TF_VAR_(\w+):/g)].map(([, name = ""]) => name);
    expect(passed.filter((name) => !names.has(name))).toEqual([]);
  }
});
