import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import type { Resources } from "../../stacks/config/resources";
import { ledger } from "../../stacks/ledger/ledger";
import { sum } from "../../stacks/ledger/resources";

const read = (page: string) => readFileSync(path.join(__dirname, "../../docs", page), "utf8");
const page = read("adr/0011-resource-plan.md");
const requirements = read("reference/requirements.md");
const config = defineConfig({});
const app = new App({ outdir: "cdktf.out" });
addStacks(app, { config, pins: readPins() });
const { plan } = ledger(app, config);

/** What a column of a row says, such as "3 × 2 × 30m, 240Mi", multiplied. */
function figures(row: string, column: "asks for" | "limited to"): Resources {
  const [, , , ...cells] =
    page
      .split("\n")
      .find((line) => line.startsWith(`| ${row} |`))
      ?.split("|") ?? [];
  const cell = cells[column === "asks for" ? 0 : 1] ?? "";
  const [, factors = "", cpu, memory] = /^((?:\d+ × )*)(\d+)m, (\d+)Mi/.exec(cell.trim()) ?? [];
  const times = [...factors.matchAll(/\d+/g)].reduce((product, [factor]) => product * Number(factor), 1);
  return { cpuMillis: Number(cpu) * times, memoryMib: Number(memory) * times };
}

const hint = "docs/adr/0011-resource-plan.md: take the figures of npx freehold ledger";
const ours = (node?: string) =>
  sum(plan.filter((line) => node === undefined || line.plan.node === node).map((line) => line.ours.requests));

test.each(plan.map((line) => [line.plan.name, line.ours] as const))(
  "the resource plan says of %s what the ledger counts",
  (name, { requests, limits }) => {
    expect({ hint, ...figures(name, "asks for") }).toEqual({ hint, ...requests });
    // What is kept back for k3s has no limit.
    if (limits) expect({ hint, ...figures(name, "limited to") }).toEqual({ hint, ...limits });
  },
);

test.each([
  ["**Instance 1**", ours("server")],
  ["**Instance 2**", ours("agent")],
  ["**Combined total**", ours()],
])("the resource plan's %s is the sum of what the ledger counts", (row, total) =>
  expect({ hint, ...figures(row, "asks for") }).toEqual({ hint, ...total }),
);

test("a status that is not proven yet says why", () => {
  const rows = requirements.split("\n").filter((line) => line.startsWith("- "));
  const bare = /\b[Nn]ot (yet|built|proven)(?!, since \w)/;
  expect(rows.filter((row) => /not yet, since/.test(row)).length).toBeGreaterThan(0);
  expect(rows.filter((row) => bare.test(row))).toEqual([]);
});

test("every decision has its context, consequences and a proof, and is in the index", () => {
  const index = read("adr/README.md");
  const names = readdirSync(path.join(__dirname, "../../docs/adr")).filter((name) => name !== "README.md");
  for (const name of names) {
    const headings = [...read(`adr/${name}`).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect({ name, headings }).toEqual({ name, headings: ["Context", "Decision", "Consequences", "Proof"] });
    expect(index).toContain(`](${name})`);
  }
});
