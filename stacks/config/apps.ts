import { z } from "zod";
import { nodeRoles } from "../../services/contracts/node-role";
import { oidcVariables } from "../../services/contracts/oidc";
import { databaseMb } from "../../services/contracts/quotas";
import type { ServiceDefinition } from "../../services/contracts/service-definition";
import { settingsIn } from "../../services/contracts/setting";
import { wholeNumber } from "../../services/contracts/whole-number";
import { allDefinitions, type ServiceName } from "../../services/definitions";
import {
  type ContainerResources,
  containerFields,
  containerSchema,
  requestsOverLimits,
  requestsWithinLimits,
} from "./resources";

/**
 * A Node.js process that waits for events. Its CPU request is what it needs at rest, its memory request what it needs under
 * load, with the margins of scripts/rehearse/measure/margin.ts; its limits are the plan's. docs/reference/measured.md has
 * the measurements.
 */
const service = (
  limits: ContainerResources["limits"],
  requests: ContainerResources["requests"] = { cpuMillis: 20, memoryMib: 96 },
): ContainerResources => ({ requests, limits });

/**
 * The environment variables of a service that can be set: those of its own settings that hold no secret, and no key that
 * the stacks made. What has a section under `connections` is set there.
 */
const environmentSchema = ({ settings, connection, readsPublicKey, signsIn }: ServiceDefinition) => {
  const elsewhere = [readsPublicKey?.variable, ...(signsIn ? Object.values<string>(oidcVariables) : [])];
  const open = connection
    ? []
    : settingsIn(settings).filter(
        ({ variable, type }) => type.meta()?.secret === undefined && !elsewhere.includes(variable),
      );
  return z.strictObject(Object.fromEntries(open.map(({ variable, type }) => [variable, type]))).prefault({});
};

/** Limits and nodes by default are those of the resource plan (requirements, "Planned Resource Allocation"). */
const serviceSchema = (definition: ServiceDefinition) => {
  const { defaults = {} } = definition;
  const { node = "agent", replicas = 1, maxReplicas = 2, requests } = defaults;
  const { limits = { cpuMillis: 200, memoryMib: 512 } } = defaults;
  return z
    .strictObject({
      replicas: wholeNumber("replicas", 1, 10).default(replicas).describe("Pods at rest."),
      maxReplicas: wholeNumber("replicas", 1, 10)
        .default(maxReplicas)
        .describe("Pods under load; with `replicas` or fewer, no autoscaler."),
      node: z.enum(nodeRoles, 'must be "server" or "agent"').default(node).describe("Preferred node."),
      ...containerFields(service(limits, requests)),
      environment: environmentSchema(definition),
    })
    .refine(requestsWithinLimits, requestsOverLimits)
    .prefault({});
};

/** A key for each registered service; `Object.fromEntries` forgets the names. */
const servicesShape = Object.fromEntries(
  allDefinitions.map((definition) => [definition.name, serviceSchema(definition)]),
) as Record<ServiceName, ReturnType<typeof serviceSchema>>;

/** The services, as services/registry.ts lists them. */
export const appsSchema = z.strictObject({
  services: z.strictObject(servicesShape).prefault({}),
  quotas: z
    .strictObject({
      tasks: wholeNumber("tasks", 1, 1_000_000).optional().describe("Without it: connections.database.tasks."),
      changesPerDay: wholeNumber("changes", 1, 1_000_000)
        .optional()
        .describe("Without it: 20 times connections.database.changesPerDay."),
      historyMbPerDay: wholeNumber("megabytes", 1, databaseMb).optional().describe("Without it: 50."),
      sockets: wholeNumber("sockets", 1, 1_000)
        .optional()
        .describe("Open WebSockets per owner and replica. Without it: 20."),
    })
    .prefault({})
    .describe(
      "Quotas per owner; the API answers 429 above them. They follow from connections.database (services/contracts/quotas.ts); `npx freehold ledger` shows them.",
    ),
  jobs: containerSchema(service({ cpuMillis: 200, memoryMib: 256 })).describe(
    "Each job: migrations, topics, clean-up.",
  ),
  neonExporter: containerSchema({
    requests: { cpuMillis: 10, memoryMib: 80 },
    limits: { cpuMillis: 100, memoryMib: 128 },
  }).describe("Watches Neon, with `connections.database.neonProject`."),
  redisExporter: containerSchema({
    requests: { cpuMillis: 10, memoryMib: 80 },
    limits: { cpuMillis: 100, memoryMib: 128 },
  }).describe('Measures lag on Redis, with `connections.broker: "redis"`.'),
  sidecar: containerSchema({
    requests: { cpuMillis: 10, memoryMib: 64 },
    limits: { cpuMillis: 100, memoryMib: 192 },
  }).describe("Each Dapr sidecar."),
});
