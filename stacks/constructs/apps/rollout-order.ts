import type { ServiceDefinition } from "../../../services/contracts/service-definition";

/** Deployments that roll out at the same time: each start takes half a second of a node's only core. */
const together = 2;

/**
 * The services in groups that roll out one after the other, so that the users of a node's one core notice little of it.
 * Consumers come before what users call: a release's new events are understood before the first one is written.
 */
export function rolloutOrder<Needs extends ServiceDefinition>(services: readonly Needs[]): Needs[][] {
  const behind = services.filter(({ routes }) => routes.length === 0);
  const readers = services.filter((definition) => definition.routes.length > 0 && definition.publishes.length === 0);
  const writers = services.filter((definition) => definition.routes.length > 0 && definition.publishes.length > 0);
  return [behind, readers, writers].flatMap((kind) => inGroups(kind));
}

const inGroups = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0 ? [] : [items.slice(0, together), ...inGroups(items.slice(together))];
