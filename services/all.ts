import { serviceNames } from "./definitions";
import type { Service } from "./runtime/host/service";

/**
 * Every registered service, for a process that runs them all; each exports itself from `service.ts` in its folder. The
 * compiler can't follow a path that is put together, so that what is loaded is checked here.
 */
export const allServices: readonly Service[] = serviceNames.map((name) => {
  const { service } = require(`./${name}/service`) as { service?: Service };
  if (service?.definition.name !== name)
    throw new Error(`services/${name}/service.ts does not export the service ${name}`);
  return service;
});
