import type { App } from "cdktf";
import type { Config } from "../config";
import type { NodeRole } from "../config/apps";
import type { Resources } from "../config/resources";
import { synthesizedResources } from "../guards/synthesized";
import { type CapacityEntry, capacity, type NodeCapacity } from "./capacity";
import { type FreeTierQuantity, freeTierLimits, freeTierUse } from "./free-tier";
import { k3sPods } from "./k3s-pods";
import { declaredPods } from "./pods";
import { resourcePlan } from "./resource-plan";
import { minus, sum } from "./resources";

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

/** What the platform takes of the free tier and of its nodes. */
export interface Ledger {
  freeTier: FreeTierLine[];
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
  return { freeTier, nodes, plan: planLines(nodes) };
}

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
