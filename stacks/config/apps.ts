import { z } from "zod";
import type { ServiceNeeds } from "../../services/contracts/needs";
import { allNeeds, type ServiceName } from "../../services/needs";
import {
  type ContainerResources,
  containerFields,
  containerSchema,
  requestsOverLimits,
  requestsWithinLimits,
} from "./resources";
import { wholeNumber } from "./whole-number";

/** The nodes by their role in the cluster. */
export const nodeRoles = ["server", "agent"] as const;
export type NodeRole = (typeof nodeRoles)[number];

/** A Node.js process that waits for events: what it asks for is what it needs at rest, its limits are the plan's. */
const service = (limits: ContainerResources["limits"]): ContainerResources => ({
  requests: { cpuMillis: 20, memoryMib: 128 },
  limits,
});

/** Limits and nodes by default are those of the resource plan (requirements, "Planned Resource Allocation"). */
const serviceSchema = ({ defaults = {} }: ServiceNeeds) => {
  const { node = "agent", maxReplicas = 2, limits = { cpuMillis: 200, memoryMib: 512 } } = defaults;
  return z
    .strictObject({
      /** How many pods run at least, 1 to 10. Default: 1. */
      replicas: wholeNumber("replicas", 1, 10).default(1),
      /**
       * How many pods run under load, 1 to 10; the ledger has room for all of them. The same as `replicas` or fewer: their
       * number stays fixed. Default: 2, but 1 for the scheduler, which sleeps until something is due.
       */
      maxReplicas: wholeNumber("replicas", 1, 10).default(maxReplicas),
      /** Node that its pods prefer; they run on the other when that one is down. Default: by the resource plan. */
      node: z.enum(nodeRoles, 'must be "server" or "agent"').default(node),
      ...containerFields(service(limits)),
    })
    .refine(requestsWithinLimits, requestsOverLimits)
    .prefault({});
};

/** A key for each registered service; `Object.fromEntries` forgets the names. */
const servicesShape = Object.fromEntries(allNeeds.map((needs) => [needs.name, serviceSchema(needs)])) as Record<
  ServiceName,
  ReturnType<typeof serviceSchema>
>;

/** The services, as services/registry.ts lists them. */
export const appsSchema = z.strictObject({
  services: z.strictObject(servicesShape).prefault({}),
  /** Each of the jobs: migrations and topics before a release, and the weekly clean-up. */
  jobs: containerSchema(service({ cpuMillis: 200, memoryMib: 256 })),
  /** What watches Neon, with `connections.database.neonProject`. Its process was measured at about 70 MiB. */
  neonExporter: containerSchema({
    requests: { cpuMillis: 5, memoryMib: 80 },
    limits: { cpuMillis: 100, memoryMib: 128 },
  }),
  /** What asks Redis how far the consumers are behind, with `connections.broker: "redis"`. */
  redisExporter: containerSchema({
    requests: { cpuMillis: 5, memoryMib: 80 },
    limits: { cpuMillis: 100, memoryMib: 128 },
  }),
  /** The Dapr sidecar of each service that publishes or subscribes. Its process was measured at about 100 MiB. */
  sidecar: containerSchema({
    requests: { cpuMillis: 10, memoryMib: 112 },
    limits: { cpuMillis: 100, memoryMib: 192 },
  }),
});
