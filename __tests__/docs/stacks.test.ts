import { readdirSync, readFileSync } from "node:fs";
import { synthesise } from "../stacks/synthesise";

const page = readFileSync("docs/quickstart.md", "utf8");
const stacks = synthesise();
const resources = (name: "network" | "bootstrap" | "compute") =>
  Object.values(stacks[name].resource ?? {}).reduce((sum, each) => sum + Object.keys(each).length, 0);

/** What the first group of a pattern holds, wherever the page has it. */
const all = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, found]) => found);

test("the quickstart's plans have as many resources as ours", () => {
  expect(all(/Plan: (\d+) to add/g)).toEqual([`${resources("network")}`, `${resources("compute")}`]);
  expect(all(/deploy -- bootstrap .*: (\d+) to add/g)).toEqual([`${resources("bootstrap")}`]);
});

test("the outputs that the quickstart shows of network are those that it has", () => {
  const [block = ""] = /^ {2}network\n(?: {2}\w+ = .*\n)+/m.exec(page) ?? [];
  const shown = [...block.matchAll(/^ {2}(\w+) = /gm)].map(([, name]) => name);
  const own = Object.keys(stacks.network.output ?? {}).filter((name) => !name.startsWith("cross-stack-output"));
  expect(shown).toEqual(own.sort());
});

test("every Terraform address that a page names in full is one of a stack", () => {
  const addresses = Object.values(stacks).flatMap(({ resource = {} }) =>
    Object.entries(resource).flatMap(([type, each]) => Object.keys(each).map((name) => `${type}.${name}`)),
  );
  const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));
  const named = pages.flatMap((name) => [
    ...readFileSync(`docs/${name}`, "utf8").matchAll(/\b[a-z]\w+\.[\w-]+_[0-9A-F]{8}\b/g),
  ]);
  expect(named.length).toBeGreaterThan(0);
  expect(named.map(([address]) => address).filter((address) => !addresses.includes(address))).toEqual([]);
});
