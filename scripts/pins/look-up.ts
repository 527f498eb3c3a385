import { type Pins, pinsSchema } from "../../stacks/config/pins";
import { lookUpChart } from "./chart";
import { lookUpImage } from "./image";
import { lookUpK3s } from "./k3s";

export interface LookUpOptions {
  /** Whether to go on to newer versions that need no plan: k3s within its minor version, charts within their major. */
  readonly update: boolean;
  /** Images to add, or to look up anew: registry/repository:tag by name. */
  readonly images: Record<string, string>;
}

/** Looks everything up; fails as a whole if one thing cannot be. */
export async function lookUp(pins: Pins, { update, images }: LookUpOptions): Promise<Pins> {
  const pinned = Object.entries(pins.images).map(
    ([name, { repository, tag }]) => [name, `${repository}:${tag}`] as const,
  );
  const references = { ...Object.fromEntries(pinned), ...images };
  const [k3s, dapr, prometheus, grafana, ...found] = await Promise.all([
    lookUpK3s(pins.k3s, update),
    lookUpChart("dapr", pins.charts.dapr, update),
    lookUpChart("prometheus", pins.charts.prometheus, update),
    lookUpChart("grafana", pins.charts.grafana, update),
    ...Object.entries(references).map(async ([name, reference]) => [name, await lookUpImage(reference)] as const),
  ]);
  return pinsSchema.parse({ k3s, charts: { dapr, prometheus, grafana }, images: Object.fromEntries(found) });
}
