import { serviceNames } from "./definitions";
import type { Service } from "./runtime/host/service";

/**
 * Every registered service, for a process that runs them all; each exports itself from `service.ts` in its folder. The
 * compiler cannot follow a path that is put together, so what is loaded is checked here. A bundle needs the full file name.
 */
export const allServices: readonly Service[] = serviceNames.map((name) => {
  const { service } = require(`./${name}/service.ts`) as { service?: Service };
  if (service?.definition.name !== name)
    throw new Error(`services/${name}/service.ts does not export the service ${name}`);
  return service;
});
