import { readFileSync } from "node:fs";
import { synthesise } from "../stacks/synthesise";
import { docsPages } from "./pages";

const page = readFileSync("docs/tutorials/deploy-to-oracle-cloud.md", "utf8");
const stacks = synthesise();
const resources = (name: "network" | "bootstrap" | "compute") =>
  Object.values(stacks[name].resource ?? {}).reduce((sum, each) => sum + Object.keys(each).length, 0);

/** What the first group of a pattern holds, wherever the page has it. */
const all = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, found]) => found);

test("the tutorial's plans have as many resources as ours", () => {
  expect(all(/Plan: (\d+) to add/g)).toEqual([`${resources("network")}`, `${resources("compute")}`]);
  expect(all(/deploy bootstrap .*: (\d+) to add/g)).toEqual([`${resources("bootstrap")}`]);
});

test("the outputs that the tutorial shows of network are those that it has", () => {
  const [block = ""] = /^Outputs:\n\n(?:\w+ = .*\n)+/m.exec(page) ?? [];
  const shown = [...block.matchAll(/^(\w+) = /gm)].map(([, name]) => name);
  const own = Object.keys(stacks.network.output ?? {}).filter((name) => !name.startsWith("cross-stack-output"));
  expect(shown).toEqual(own.sort());
});

test("every address that a page replaces is the beginning of one address of a stack", () => {
  const addresses = Object.values(stacks).flatMap(({ resource = {} }) =>
    Object.entries(resource).flatMap(([type, each]) => Object.keys(each).map((name) => `${type}.${name}`)),
  );
  const named = docsPages.flatMap((page) => [...readFileSync(page, "utf8").matchAll(/--replace ([a-z]\w+\.[\w-]+)/g)]);
  expect(named.length).toBeGreaterThan(0);
  for (const [, beginning = ""] of named) {
    expect(addresses.filter((address) => address.startsWith(beginning))).toEqual([expect.stringContaining(beginning)]);
  }
});
