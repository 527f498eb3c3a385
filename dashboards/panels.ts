import { type Dashboard, DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { prometheusDatasource } from "./datasource";

export interface PanelOptions {
  title: string;
  /** Unit as Grafana names it, such as `s`, `ops`, `percentunit` or `bytes`. */
  unit: string;
  /** What the panel is for, where the title does not say it all. */
  description?: string;
  /** PromQL, each with the name of its lines: text and `{{label}}`. */
  queries: { expr: string; legend: string }[];
}

/** A panel of lines over time, half as wide as its dashboard. */
export const panel = ({ title, unit, description, queries }: PanelOptions): PanelBuilder => {
  const builder = new PanelBuilder()
    .title(title)
    .unit(unit)
    .min(0)
    .span(12)
    .height(8)
    .datasource(prometheusDatasource)
    .targets(
      queries.map(({ expr, legend }, index) =>
        new DataqueryBuilder()
          .expr(expr)
          .legendFormat(legend)
          // A, B, C: Grafana's names of the queries in a panel.
          .refId(String.fromCharCode("A".charCodeAt(0) + index)),
      ),
    );
  return description ? builder.description(description) : builder;
};

/** A dashboard; its id is the title in lower case with hyphens. */
export const dashboard = (title: string, panels: PanelBuilder[]): Dashboard =>
  panels
    .reduce(
      (builder, each) => builder.withPanel(each),
      new DashboardBuilder(title)
        .uid(title.toLowerCase().replaceAll(" ", "-"))
        .tags(["freehold"])
        .refresh("30s")
        .time({ from: "now-6h", to: "now" }),
    )
    .build();

/** The rate of a counter, summed by labels. */
export const rateBy = (labels: string, counter: string): string =>
  `sum by (${labels}) (rate(${counter}[$__rate_interval]))`;

/** A quantile of a histogram, by labels. */
export const quantileBy = (quantile: number, labels: string, histogram: string): string =>
  `histogram_quantile(${quantile}, sum by (${[labels, "le"].filter(Boolean).join(", ")}) (rate(${histogram}[$__rate_interval])))`;
