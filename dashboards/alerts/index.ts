import { allNeeds } from "../../services/needs";
import { availability } from "./availability";
import { certificates } from "./certificates";
import { events } from "./events";
import { monitoring } from "./monitoring";
import { nodes, reclamation } from "./nodes";
import type { RuleGroup } from "./rule";

const withSidecar = allNeeds
  .filter(({ publishes, subscribes }) => publishes.length + subscribes.length > 0)
  .map(({ name }) => name);

/** Everything that Prometheus evaluates. */
export const ruleGroups = (): RuleGroup[] => [
  availability(withSidecar),
  events(),
  nodes(),
  reclamation(),
  certificates(),
  monitoring(),
];
