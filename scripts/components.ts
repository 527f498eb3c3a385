import { mkdirSync, renameSync, rmSync } from "node:fs";
import { cached, onPath } from "./components/component";
import { catalogue } from "./components/find";
import { commandLine } from "./operations/command-line";

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

Usage: npx freehold components`;

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

main();
