import { type Pins, pinsSchema } from "../../stacks/config/pins";
import { lookUpAction } from "./action";
import { lookUpChart } from "./chart";
import { lookUpImage } from "./image";
import { lookUpK3s } from "./k3s";

export interface LookUpOptions {
  /** Whether to go on to newer versions that need no plan: k3s within its minor version, charts and actions within their major. */
  readonly update: boolean;
  /** Images to add, or to look up again: registry/repository:tag by name. */
  readonly images: Record<string, string>;
}

/** Looks everything up; fails as a whole if one thing cannot be. */
export async function lookUp(pins: Pins, { update, images }: LookUpOptions): Promise<Pins> {
  const pinned = Object.entries(pins.images).map(
    ([name, { repository, tag }]) => [name, `${repository}:${tag}`] as const,
  );
  const references = { ...Object.fromEntries(pinned), ...images };
  const actions = Promise.all(
    Object.entries(pins.actions).map(async ([name, pin]) => [name, await lookUpAction(name, pin, update)] as const),
  );
  const [foundActions, k3s, dapr, prometheus, grafana, ...found] = await Promise.all([
    actions,
    lookUpK3s(pins.k3s, update),
    lookUpChart("dapr", pins.charts.dapr, update),
    lookUpChart("prometheus", pins.charts.prometheus, update),
    lookUpChart("grafana", pins.charts.grafana, update),
    ...Object.entries(references).map(async ([name, reference]) => [name, await lookUpImage(reference)] as const),
  ]);
  return pinsSchema.parse({
    k3s,
    charts: { dapr, prometheus, grafana },
    images: Object.fromEntries(found),
    actions: Object.fromEntries(foundActions),
  });
}
