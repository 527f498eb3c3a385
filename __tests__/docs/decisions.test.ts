import { readFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import type { Resources } from "../../stacks/config/resources";
import { ledger } from "../../stacks/ledger/ledger";
import { sum } from "../../stacks/ledger/resources";

const page = readFileSync(path.join(__dirname, "../../docs/decisions.md"), "utf8");
const config = defineConfig({});
const app = new App({ outdir: "cdktf.out" });
addStacks(app, { config, pins: readPins() });
const { plan } = ledger(app, config);

/** What the third column of a row says, such as "3 × 2 × 30m, 240Mi", multiplied. */
function asksFor(row: string): Resources {
  const [, , , cell = ""] =
    page
      .split("\n")
      .find((line) => line.startsWith(`| ${row} |`))
      ?.split("|") ?? [];
  const [, factors = "", cpu, memory] = /^((?:\d+ × )*)(\d+)m, (\d+)Mi/.exec(cell.trim()) ?? [];
  const times = [...factors.matchAll(/\d+/g)].reduce((product, [factor]) => product * Number(factor), 1);
  return { cpuMillis: Number(cpu) * times, memoryMib: Number(memory) * times };
}

const hint = "docs/decisions.md, Resource plan: take the figures of npm run ledger";
const ours = (node?: string) =>
  sum(plan.filter((line) => node === undefined || line.plan.node === node).map((line) => line.ours.requests));

test.each(plan.map((line) => [line.plan.name, line.ours.requests] as const))(
  "the resource plan says of %s what the ledger counts",
  (name, requests) => expect({ hint, ...asksFor(name) }).toEqual({ hint, ...requests }),
);

test.each([
  ["**Instance 1**", ours("server")],
  ["**Instance 2**", ours("agent")],
  ["**Combined total**", ours()],
])("the resource plan's %s is the sum of what the ledger counts", (row, total) =>
  expect({ hint, ...asksFor(row) }).toEqual({ hint, ...total }),
);
