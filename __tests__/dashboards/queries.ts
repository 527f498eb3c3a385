import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { z } from "zod";
import { type DashboardOptions, dashboards } from "../../dashboards";

const targetsSchema = z.object({ targets: z.array(z.object({ expr: z.string() })) });

export interface PanelQuery {
  dashboard: string;
  panel: string;
  expr: string;
}

type Part = NonNullable<Dashboard["panels"]>[number];

/** Whether it is a panel, and not the heading of a row. */
export const isPanel = (part: Part): part is Panel => part.type !== "row";

/** The queries of all panels. */
export const panelQueries = (options?: DashboardOptions): PanelQuery[] =>
  dashboards(options).flatMap(({ title = "", panels = [] }) =>
    panels.filter(isPanel).flatMap((panel) => {
      const { targets } = targetsSchema.parse(panel);
      return targets.map(({ expr }) => ({ dashboard: title, panel: panel.title ?? "", expr }));
    }),
  );
