import { z } from "zod";
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

const serviceSchema = (node: NodeRole, maxReplicas: number, resources: ContainerResources) =>
  z
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
      ...containerFields(resources),
    })
    .refine(requestsWithinLimits, requestsOverLimits)
    .prefault({});

/** A Node.js process that waits for events: what it asks for is what it needs at rest, its limits are the plan's. */
const service = (limits: ContainerResources["limits"]): ContainerResources => ({
  requests: { cpuMillis: 20, memoryMib: 128 },
  limits,
});
const planned = service({ cpuMillis: 200, memoryMib: 512 });

/** The services. Limits and nodes are those of the resource plan (requirements, "Planned Resource Allocation"). */
export const appsSchema = z.strictObject({
  services: z
    .strictObject({
      frontend: serviceSchema("server", 2, planned),
      backend: serviceSchema("server", 2, service({ cpuMillis: 300, memoryMib: 1024 })),
      // The plan's one event processor became three consumers; each has its limits.
      "recurring-task-consumer": serviceSchema("server", 2, planned),
      "reminder-consumer": serviceSchema("server", 2, planned),
      "audit-consumer": serviceSchema("server", 2, planned),
      "reminder-scheduler": serviceSchema("agent", 1, planned),
      notification: serviceSchema("agent", 2, planned),
      websocket: serviceSchema("agent", 2, planned),
    })
    .prefault({}),
  /** Each of the jobs: migrations and topics before a release, and the weekly clean-up. */
  jobs: containerSchema(service({ cpuMillis: 200, memoryMib: 256 })),
  /** The Dapr sidecar of each service that publishes or subscribes. Its process was measured at about 100 MiB. */
  sidecar: containerSchema({
    requests: { cpuMillis: 10, memoryMib: 112 },
    limits: { cpuMillis: 100, memoryMib: 192 },
  }),
});
