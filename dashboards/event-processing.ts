import { type Dashboard, DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { prometheusDatasource } from "./datasource";

/** Events by consumer: applied, delivered again, retried, parked, given up on, and how long each takes. */
export const eventProcessing = (): Dashboard =>
  new DashboardBuilder("Event processing")
    .uid("event-processing")
    .tags(["freehold"])
    .refresh("30s")
    .time({ from: "now-6h", to: "now" })
    .withPanel(rate("Applied", "freehold_events_processed_total"))
    .withPanel(rate("Duplicates", "freehold_events_duplicates_total"))
    .withPanel(rate("Retries", "freehold_events_retried_total"))
    .withPanel(rate("Parked", "freehold_events_parked_total"))
    .withPanel(rate("Dead letters", "freehold_events_dead_lettered_total"))
    .withPanel(
      panel(
        "Handling time, 95th percentile",
        "s",
        "histogram_quantile(0.95, sum by (consumer, le) (rate(freehold_event_handling_seconds_bucket[$__rate_interval])))",
      ),
    )
    .build();

const rate = (title: string, counter: string) =>
  panel(title, "ops", `sum by (consumer) (rate(${counter}[$__rate_interval]))`);

const panel = (title: string, unit: string, expr: string) =>
  new PanelBuilder()
    .title(title)
    .unit(unit)
    .datasource(prometheusDatasource)
    .withTarget(new DataqueryBuilder().expr(expr).legendFormat("{{consumer}}").refId("A"));
