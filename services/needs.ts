import type { ServiceNeeds } from "./contracts/needs";
import * as registry from "./registry";

/** The name of a service that is registered. */
export type ServiceName = (typeof registry)[keyof typeof registry]["name"];

/** What a registered service needs. */
export type RegisteredNeeds = ServiceNeeds<ServiceName>;

/** What every registered service declares that it needs, by name. */
export const allNeeds: readonly RegisteredNeeds[] = Object.values(registry).sort((one, other) =>
  one.name < other.name ? -1 : 1,
);

export const serviceNames: readonly ServiceName[] = allNeeds.map(({ name }) => name);
