import { styleText } from "node:util";
import Table from "cli-table3";
import type { Resources } from "../config/resources";
import type { NodeCapacity } from "./capacity";
import type { FreeTierLine, Ledger, PlanLine, QuotaLine } from "./ledger";
import { quantities, sum } from "./resources";

export interface RenderOptions {
  /** Boxes and colour, for a terminal; otherwise one line a row with tabs between the cells. */
  terminal: boolean;
}

interface Section {
  title: string;
  head: string[];
  /** Cells; a row of which something is below zero stands out. */
  rows: string[][];
}

/** The ledger as text. */
export const renderLedger = ({ freeTier, quotas, nodes, plan }: Ledger, { terminal }: RenderOptions): string =>
  [freeTierSection(freeTier), quotaSection(quotas), ...nodes.map(nodeSection), planSection(plan)]
    .map((section) => (terminal ? box(section) : lines(section)))
    .join("\n\n");

const freeTierSection = (rows: readonly FreeTierLine[]): Section => ({
  title: "Always Free",
  head: ["", "used", "of", "left"],
  rows: rows.map(({ name, used, limit, left }) => [name, String(used), String(limit), String(left)]),
});

const quotaSection = (rows: readonly QuotaLine[]): Section => ({
  title: "Quotas of each owner",
  head: ["", "at most", "free again", "setting"],
  rows: rows.map(({ name, most, resets, setting }) => [name, String(most), resets, setting]),
});

function nodeSection({ node, ...figures }: NodeCapacity): Section {
  const { machine, kernel, kubeReserved, systemReserved, eviction, allocatable, entries } = figures;
  const row = (name: string, resources: Resources, note = "") => [name, "", "", "", ...cells(resources), "", "", note];
  const { requests, updating, limits, left } = figures;
  const share = (key: keyof Resources) => `${Math.round((limits[key] / allocatable[key]) * 100)} %`;
  return {
    title: `Node ${node}`,
    head: ["", "pods", "CPU", "memory", "updating: CPU", "memory", "limits: CPU", "memory", ""],
    rows: [
      row("machine", machine),
      row("− kernel", kernel, "assumption"),
      row("− k3s", kubeReserved),
      row("− system", systemReserved),
      row("− eviction", eviction),
      row("= allocatable", allocatable),
      ...entries.map((entry) => [
        entry.pod,
        entry.surge > 0 ? `${entry.replicas} + ${entry.surge}` : String(entry.replicas),
        ...cells(entry.requests),
        ...cells(entry.updating),
        ...(entry.limits.cpuMillis > 0 ? cells(entry.limits) : ["none", "none"]),
        entry.source ? "assumption" : "",
      ]),
      ["= all pods", "", ...cells(requests), ...cells(updating), ...cells(limits), ""],
      ["of allocatable", "", "", "", "", "", share("cpuMillis"), share("memoryMib"), "overcommit"],
      row("= left", left),
    ],
  };
}

const planSection = (plan: readonly PlanLine[]): Section => ({
  title: "The requirements' plan, and ours",
  head: ["plan", "node", "OCPU", "memory", "ours, sidecars included", "node", "CPU", "memory", "limits: CPU", "memory"],
  rows: [
    ...plan.map(({ plan: planned, ours }) => [
      planned.name,
      planned.node,
      ...planCells(planned),
      ours.names.join(", "),
      ours.nodes.join(", "),
      ...cells(ours.requests),
      ...(ours.limits ? cells(ours.limits) : ["", ""]),
    ]),
    [
      "= all",
      "",
      ...planCells(sum(plan.map((line) => line.plan))),
      "",
      "",
      ...cells(sum(plan.map(({ ours }) => ours.requests))),
      "",
      "",
    ],
  ],
});

/** As the requirements write it. */
const planCells = (resources: Resources): [string, string] => [
  String(resources.cpuMillis / 1000),
  quantities(resources).memory,
];

const cells = (resources: Resources): [string, string] => [quantities(resources).cpu, quantities(resources).memory];

const lines = ({ title, head, rows }: Section): string =>
  [title, ...[head, ...rows].map((row) => row.join("\t"))].join("\n");

function box({ title, head, rows }: Section): string {
  const table = new Table({ head, style: { head: ["bold"], border: ["gray"], compact: true } });
  table.push(...rows.map((row) => row.map((cell) => emphasise(cell, row))));
  return `${styleText("bold", title)}\n${table.toString()}`;
}

/** What is over its limit in red, sums in bold, what pods run as it is. */
function emphasise(cell: string, [name = ""]: string[]): string {
  if (/^-\d/.test(cell)) return styleText("red", cell);
  return name.startsWith("=") ? styleText("bold", cell) : cell;
}
