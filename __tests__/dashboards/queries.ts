import { z } from "zod";
import { dashboards } from "../../dashboards";

const targetsSchema = z.object({ targets: z.array(z.object({ expr: z.string() })) });

export interface PanelQuery {
  dashboard: string;
  panel: string;
  expr: string;
}

/** The queries of all panels. */
export const panelQueries = (): PanelQuery[] =>
  dashboards().flatMap(({ title = "", panels = [] }) =>
    panels.flatMap((panel) => {
      const { targets } = targetsSchema.parse(panel);
      return targets.map(({ expr }) => ({ dashboard: title, panel: panel.title ?? "", expr }));
    }),
  );
