import { mkdirSync, renameSync, rmSync } from "node:fs";
import { type ComponentName, components } from "./components/catalogue";
import { type Component, cached, onPath } from "./components/component";
import { commandLine } from "./operations/command-line";

export type { ComponentName };

/**
 * The real components that `npm run test:real` needs. What is on this machine is used; what is not is fetched by the
 * component's own public means into a cache outside of the checkout, by version. docs/reference/testing.md says it to a reader.
 */
const catalogue: Record<ComponentName, Component> = components;

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

/** Fetches a component aside and moves it into place when it is whole. */
function obtain(target: string, fetch: (target: string) => void): void {
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  fetch(partial);
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
}

const usage = `Finds the real components that tests and rehearsals use, and fetches or builds those that are missing into the cache.

Usage: npm run components`;

function main(): void {
  commandLine(usage, {});
  for (const [name, component] of Object.entries(catalogue)) {
    const { version, how } = component;
    const missing = component.obtain?.needs.filter((program) => !onPath(program)) ?? ["the package manager"];
    if (!component.find() && component.obtain && missing.length === 0) {
      console.log(`${name} ${version}: fetching (${component.obtain.takes}) …`);
      try {
        obtain(cached(`${name}-${version}`), component.obtain.run);
      } catch (error) {
        console.log(`${name} ${version}: ${error instanceof Error ? error.message : error}`);
      }
    }
    const place = component.find();
    console.log(`${name} (${version}): ${place ?? `missing; its tests are skipped. To have them: ${how}`}`);
  }
  const charts = process.env.FREEHOLD_CHARTS;
  console.log(
    charts
      ? `charts of Prometheus and Grafana: ${charts}`
      : "charts of Prometheus and Grafana: not proven here; set FREEHOLD_CHARTS to the folder that both are in",
  );
}

if (require.main === module) main();
