import { readFileSync } from "node:fs";
import allowList from "../../packages/provider-oci/allow-list.json";
import { stackNames } from "../../stacks/constructs/terraform/freehold-stack";
import { askForAllOfRedpanda, askForEverything } from "./ask-for-everything";
import { type Synthesised, synthesise } from "./synthesise";

const stacks = synthesise();
const text = (stack: Synthesised) => JSON.stringify(stack);

describe("between stacks", () => {
  test("every reference reads an output that the other stack has, and that is not shown", () => {
    for (const stack of Object.values(stacks)) {
      for (const [, from, output] of text(stack).matchAll(
        /terraform_remote_state\.cross-stack-reference-input-(\w+)\.outputs\.([\w-]+)/g,
      )) {
        const producer = stackNames.find((name) => name === from);
        expect(producer && stacks[producer].output?.[output ?? ""]).toMatchObject({ sensitive: true });
      }
    }
  });

  test("a stack takes only from stacks that are deployed before it", () => {
    const sources = (stack: Synthesised) =>
      Object.keys(stack.data?.terraform_remote_state ?? {}).map((id) => id.replace("cross-stack-reference-input-", ""));
    for (const [index, name] of stackNames.entries()) {
      expect(stackNames.slice(0, index)).toEqual(expect.arrayContaining(sources(stacks[name])));
    }
    expect(sources(stacks.bootstrap)).toEqual(["network"]);
    expect(sources(stacks.compute).sort()).toEqual(["bootstrap", "network"]);
  });
});

describe("state", () => {
  test("is a local file for each stack by default", () => {
    for (const name of stackNames) {
      expect(stacks[name].terraform).toMatchObject({
        backend: { local: { path: `../../../terraform.${name}.tfstate` } },
        required_version: ">= 1.4",
      });
    }
  });

  test("can be kept in object storage, under keys of which none begins another", () => {
    const { network, bootstrap } = synthesise({
      state: { backend: "oci", bucket: "states", namespace: "examplens", region: "eu-frankfurt-1" },
    });
    const settings = { bucket: "states", namespace: "examplens", region: "eu-frankfurt-1" };
    expect(network.terraform).toMatchObject({
      backend: { oci: { ...settings, key: "network/terraform.tfstate" } },
      required_version: ">= 1.12",
    });
    expect(bootstrap.data?.terraform_remote_state).toEqual({
      "cross-stack-reference-input-network": {
        backend: "oci",
        config: { ...settings, key: "network/terraform.tfstate" },
      },
    });
  });
});

test("no synthesised file holds a secret: keys, tokens and passwords are references only", () => {
  for (const stack of Object.values(stacks)) {
    expect(text(stack)).not.toMatch(/-----BEGIN|private_key_pem":\s*"(?!\$\{)|"password":\s*"(?!\$\{)/);
  }
});

test("every variable is described, and .env.example lists exactly those without a default, or that may be empty", () => {
  const variables = [stacks, synthesise(askForEverything), synthesise(askForAllOfRedpanda)]
    .flatMap((each) => Object.values(each))
    .flatMap(({ variable = {} }) => Object.entries(variable));
  for (const [, { description }] of variables) expect(description).toBeTruthy();
  const listed = [...readFileSync(".env.example", "utf8").matchAll(/^TF_VAR_(\w+)=(?:'')?$/gm)].map(([, name]) => name);
  const required = variables.filter(([, { default: value = "" }]) => value === "").map(([name]) => name);
  expect(listed.sort()).toEqual([...new Set(required)].sort());
});

test("every type on the provider's allow-list is used", () => {
  const used = (kind: "resource" | "data") =>
    new Set(
      Object.values(stacks).flatMap((stack) =>
        Object.keys(stack[kind] ?? {}).filter((type) => type.startsWith("oci_")),
      ),
    );
  expect([...used("resource")].sort()).toEqual(allowList.resources);
  expect([...used("data")].sort()).toEqual(allowList.dataSources);
});
