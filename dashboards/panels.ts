import {
  defaultVizLegendOptions,
  SortOrder,
  TooltipDisplayMode,
  type VizLegendOptions,
  type VizTooltipOptions,
} from "@grafana/grafana-foundation-sdk/common";
import {
  type Dashboard,
  DashboardBuilder,
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Dataquery } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { prometheusDatasource } from "./datasource";

export interface PanelOptions {
  title: string;
  /** Unit as Grafana names it, such as `s`, `ops`, `percentunit` or `bytes`. */
  unit: string;
  /** What the panel shows, or what its reader should make of it; Grafana shows it beside the title. */
  description: string;
  /** PromQL, each with the name of its lines: text and `{{label}}`. */
  queries: { expr: string; legend: string }[];
  /** Whether single traces are shown as points among the lines. Default: false. */
  exemplars?: boolean;
}

/** The SDK's own builder of it would load both of its models of dashboards, a noticeable part of a synth. */
const query = (fields: Pick<Dataquery, "expr" | "legendFormat" | "refId" | "exemplar">) => ({
  build: (): Dataquery => ({ ...fields, _implementsDataqueryVariant: () => {} }),
});

/** Lines have their names below, those with the highest values first where the pointer is. */
const legend: VizLegendOptions = {
  ...defaultVizLegendOptions(),
  showLegend: true,
};
const tooltip: VizTooltipOptions = { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending };

/** A panel of lines over time, half as wide as its dashboard. */
export const panel = ({ title, unit, description, queries, exemplars = false }: PanelOptions): PanelBuilder =>
  new PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .legend({ build: () => legend })
    .tooltip({ build: () => tooltip })
    .min(0)
    .span(12)
    .height(8)
    .datasource(prometheusDatasource)
    .targets(
      queries.map(({ expr, legend }, index) =>
        // A, B, C: Grafana's names of the queries in a panel.
        query({
          ...{ expr, legendFormat: legend, refId: String.fromCharCode("A".charCodeAt(0) + index) },
          ...(exemplars && { exemplar: true }),
        }),
      ),
    );

/** A heading, above the panels that follow it. */
export const row = (title: string): RowBuilder => new RowBuilder(title);

/** A dashboard; its id is the title in lower case with hyphens. */
export const dashboard = (title: string, parts: (PanelBuilder | RowBuilder)[]): Dashboard =>
  parts
    .reduce(
      (builder, each) => (each instanceof RowBuilder ? builder.withRow(each) : builder.withPanel(each)),
      new DashboardBuilder(title)
        .uid(title.toLowerCase().replaceAll(" ", "-"))
        .tags(["freehold"])
        .refresh("30s")
        .time({ from: "now-6h", to: "now" }),
    )
    .build();

/** A link at the top of a dashboard. */
export const linkTo = (title: string, url: string): DashboardLink =>
  new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true).build();

/** The rate of a counter, summed by labels. */
export const rateBy = (labels: string, counter: string): string =>
  `sum by (${labels}) (rate(${counter}[$__rate_interval]))`;

/** A quantile of a histogram, by labels. */
export const quantileBy = (quantile: number, labels: string, histogram: string): string =>
  `histogram_quantile(${quantile}, sum by (${[labels, "le"].filter(Boolean).join(", ")}) (rate(${histogram}[$__rate_interval])))`;
