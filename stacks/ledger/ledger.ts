import type { App } from "cdktf";
import type { NodeRole } from "../../services/contracts/node-role";
import type { Quotas } from "../../services/contracts/quotas";
import type { Config } from "../config";
import { configuredQuotas } from "../config/quotas";
import type { Resources } from "../config/resources";
import { type CapacityEntry, capacity, type NodeCapacity } from "./capacity";
import { type FreeTierQuantity, freeTierLimits, freeTierUse } from "./free-tier";
import { k3sPods } from "./k3s-pods";
import { declaredPods } from "./pods";
import { resourcePlan } from "./resource-plan";
import { minus, sum } from "./resources";
import { synthesizedResources } from "./synthesized";

export interface FreeTierLine {
  name: string;
  used: number;
  limit: number;
  left: number;
}

/** A row of the requirements' plan beside what it became. */
export interface PlanLine {
  plan: { node: NodeRole; name: string } & Resources;
  /** Names of the pods; for k3s itself the reservations of its node. */
  ours: { names: string[]; nodes: NodeRole[]; requests: Resources; limits?: Resources };
}

/** What one owner may use. */
export interface QuotaLine {
  name: string;
  most: number;
  /** When what is used up is there again. */
  resets: string;
  setting: string;
}

/** What the platform takes of the free tier and of its nodes, and what an owner may use of its database. */
export interface Ledger {
  freeTier: FreeTierLine[];
  quotas: QuotaLine[];
  nodes: NodeCapacity[];
  plan: PlanLine[];
}

/** Adds up the stacks of an app; the same figures that the guards check. */
export function ledger(app: App, config: Config): Ledger {
  const { use } = freeTierUse(synthesizedResources(app));
  const nodes = capacity(config, [...k3sPods(config), ...declaredPods(app)]);
  const freeTier = (Object.keys(use) as FreeTierQuantity[]).map((quantity) => {
    const { name, limit } = freeTierLimits[quantity];
    return { name, used: use[quantity], limit, left: limit - use[quantity] };
  });
  return { freeTier, quotas: quotaLines(config), nodes, plan: planLines(nodes) };
}

const quotaWords: Record<keyof Quotas, { name: string; resets: string }> = {
  tasks: { name: "Tasks", resets: "when some are deleted" },
  changesPerDay: { name: "Changes a day", resets: "at midnight, UTC" },
  historyMbPerDay: { name: "MB of history a day", resets: "at midnight, UTC" },
  sockets: { name: "Open WebSockets", resets: "when some are closed" },
};

const quotaLines = (config: Config): QuotaLine[] =>
  Object.entries(configuredQuotas(config)).map(([key, most]) => ({
    ...quotaWords[key as keyof Quotas],
    most,
    setting: `apps.quotas.${key}`,
  }));

const planLines = (nodes: readonly NodeCapacity[]): PlanLine[] =>
  resourcePlan.map(({ pods, ...plan }) => {
    if (pods.length === 0) return { plan, ours: reservation(nodes, plan.node) };
    const found = nodes.flatMap(({ node, entries }) =>
      entries.filter(({ pod }) => pods.includes(pod)).map((entry) => ({ node, entry })),
    );
    const total = (key: "requests" | "limits") => sum(found.map(({ entry }: { entry: CapacityEntry }) => entry[key]));
    return {
      plan,
      ours: {
        names: pods,
        nodes: [...new Set(found.map(({ node }) => node))],
        requests: total("requests"),
        limits: total("limits"),
      },
    };
  });

/** What is kept from pods on a node: for k3s, the system, the kernel and before eviction. */
const reservation = (nodes: readonly NodeCapacity[], role: NodeRole): PlanLine["ours"] => ({
  names: ["reserved"],
  nodes: [role],
  requests: sum(
    nodes.filter(({ node }) => node === role).map(({ machine, allocatable }) => minus(machine, allocatable)),
  ),
});
