import type { Config } from "../config";
import { transportOf } from "../config/transports";

/** GB of memory that Always Free has for each OCPU of an A1 machine. */
const freeGbPerOcpu = 6;

/** What works, and is most likely not what is wanted. A synthesis says it and goes on. */
export const planWarnings = (config: Config): string[] => [...memoryWarnings(config), ...lagWarnings(config)];

function memoryWarnings({ nodes }: Config): string[] {
  return Object.entries(nodes).flatMap(([role, { ocpus, memoryGb }]) =>
    memoryGb > freeGbPerOcpu * ocpus
      ? [
          `nodes.${role}: ${memoryGb} GB on ${ocpus} OCPU. Always Free grants A1 memory as ${freeGbPerOcpu} GB for each OCPU, and an account may refuse more for one machine: set memoryGb to ${freeGbPerOcpu * ocpus}, or ocpus to ${Math.ceil(memoryGb / freeGbPerOcpu)}`,
        ]
      : [],
  );
}

function lagWarnings(config: Config): string[] {
  const { connections } = config;
  // Without sidecars the services ask the broker themselves.
  if (connections.broker !== "redpanda" || connections.redpanda.metricsUrl || !transportOf(config).sidecars) return [];
  return [
    "connections.redpanda.metricsUrl is not set: a consumer that stops without a word is not noticed, since the alert RedpandaLag has nothing to look at. The cluster's page Overview > Prometheus has the address",
  ];
}
