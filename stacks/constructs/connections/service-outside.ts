import { type ServiceOutside, type ServiceSecret, secretsRead } from "../../../services/contracts/service-connection";
import { hasSideEffects, type ServiceDefinition } from "../../../services/contracts/service-definition";
import type { Config } from "../../config";
import { transportOf } from "../../config/transports";

const nothing: ServiceOutside = { env: {}, egress: [], sideEffects: { perEvent: 0, retryHours: 0 } };

/** What a service may do outside of the cluster, by its section of the configuration. */
export function outsideOf({ connection }: ServiceDefinition, config: Config): ServiceOutside {
  const sections: Record<string, unknown> = config.connections;
  return connection?.outside(sections[connection.key]) ?? nothing;
}

/** The secrets that it reads there, by its section of the configuration. */
export const secretsOf = (definition: ServiceDefinition, config: Config): readonly ServiceSecret[] =>
  definition.connection ? secretsRead(definition.connection, outsideOf(definition, config).env) : [];

/** Whether it reads them through Dapr's secret store, for which it needs a token to the Kubernetes API. */
export const readsSecretStore = (definition: ServiceDefinition, config: Config): boolean =>
  hasSideEffects(definition) && transportOf(config).sideEffects.secrets === "store";
