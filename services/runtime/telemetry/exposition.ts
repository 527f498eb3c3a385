import { type OpenMetricsContentType, Registry } from "prom-client";
import { isTracing } from "./spans";

/** What a scrape gets. */
export interface Exposition {
  contentType: string;
  text: string;
}

/**
 * The metrics in OpenMetrics, the one format with exemplars, where there are traces and the scraper takes it. Else in
 * Prometheus' own, which each scraper reads.
 * @param accept the header of the scraper
 */
export async function expose(registry: Registry, accept = ""): Promise<Exposition> {
  if (!isTracing() || !accept.includes("application/openmetrics-text"))
    return { contentType: registry.contentType, text: await registry.metrics() };
  const open = new Registry<OpenMetricsContentType>();
  open.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  for (const metric of registry.getMetricsAsArray()) {
    // To write OpenMetrics, prom-client takes `_total` off the name of each counter, and would do it for the next scrape, too.
    open.registerMetric(Object.create(metric, { name: { value: metric.name, writable: true } }));
  }
  return { contentType: open.contentType, text: await open.metrics() };
}
