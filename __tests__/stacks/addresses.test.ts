import { stackNames } from "../../stacks/constructs/terraform/freehold-stack";
import { type Synthesised, synthesise } from "./synthesise";

const stacks = synthesise();
const redis = synthesise({ connections: { broker: "redis" } });

/** All that Terraform can name in a stack: resources, data sources, variables and outputs, sorted. */
function addresses({ resource = {}, data = {}, variable = {}, output = {} }: Synthesised): string[] {
  const inside = (blocks: Record<string, object>, prefix = "") =>
    Object.entries(blocks).flatMap(([type, ids]) => Object.keys(ids).map((id) => `${prefix}${type}.${id}`));
  return [...inside(resource), ...inside(data, "data."), ...inside({ var: variable }), ...inside({ output })].sort();
}

test.each(stackNames)("%s keeps its addresses: Terraform deletes and makes again what gets another", (name) => {
  expect(`\n${addresses(stacks[name]).join("\n")}\n`).toMatchSnapshot();
});

test("Redis in place of Redpanda adds and removes these", () => {
  const changes = stackNames.flatMap((name) => {
    const [before, after] = [addresses(stacks[name]), addresses(redis[name])];
    return [
      ...after.filter((address) => !before.includes(address)).map((address) => `+ ${name}: ${address}`),
      ...before.filter((address) => !after.includes(address)).map((address) => `- ${name}: ${address}`),
    ];
  });
  expect(`\n${changes.join("\n")}\n`).toMatchSnapshot();
});
