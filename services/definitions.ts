import { hasSideEffects, type ServiceDefinition } from "./contracts/service-definition";
import * as registry from "./registry";

type Registered = (typeof registry)[keyof typeof registry];

/** The name of a service that is registered. */
export type ServiceName = Registered["name"];

/** The definition of a registered service. */
export type RegisteredDefinition = ServiceDefinition<ServiceName>;

/** The definitions of all registered services, in the order of their names. */
export const allDefinitions: readonly RegisteredDefinition[] = Object.values(registry).sort((one, other) =>
  one.name < other.name ? -1 : 1,
);

type Connection = Registered extends infer One
  ? One extends { connection?: infer Of }
    ? NonNullable<Of>
    : never
  : never;
type ConnectionSchemas = { [Each in Connection as Each["key"]]: Each["schema"] };

/** The sections of freehold.config.ts that services declare, by their key under `connections`. */
export const connectionSchemas = Object.fromEntries(
  allDefinitions.flatMap(({ connection }) => (connection ? [[connection.key, connection.schema]] : [])),
) as ConnectionSchemas;

/** What of the tables of all services has a limited life. */
export const allExpiries = allDefinitions.flatMap(({ expires = [] }) => expires);

export const serviceNames: readonly ServiceName[] = allDefinitions.map(({ name }) => name);

/** The services with side effects outside of the cluster. */
export const sideEffectServices: readonly ServiceName[] = allDefinitions.filter(hasSideEffects).map(({ name }) => name);
