import { type ComponentName, components } from "./catalogue";
import type { Component } from "./component";

export type { ComponentName };

/**
 * The real components that `npm run test:real` needs. What is on this machine is used; what is not is fetched by the
 * component's own public means into a cache outside of the checkout, by version. docs/reference/testing.md says it to a reader.
 */
export const catalogue: Record<ComponentName, Component> = components;

/** Where a component is: a program, or for Kafka the folder of its libraries. Undefined when it is not here. */
export const findComponent = (name: ComponentName): string | undefined => catalogue[name].find();

/** How a user gets a component that is missing. */
export const howToGet = (name: ComponentName): string => catalogue[name].how;

/**
 * Where the program of a component is, for what cannot do without it.
 * @throws Error that says how to get it when it is missing
 */
export function programOf(name: ComponentName): string {
  const place = findComponent(name);
  if (!place) throw new Error(`${name} is missing: ${howToGet(name)}`);
  return place;
}
