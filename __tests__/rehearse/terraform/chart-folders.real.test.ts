import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderChart } from "../../../scripts/manifests/render-chart";
import { EvaluatedStacks } from "../../../scripts/rehearse/stacks/evaluated";
import { synthesiseAll } from "../../../scripts/rehearse/stacks/synthesised";
import { writeChartFolders } from "../../../scripts/rehearse/terraform/chart-folders";
import { defineConfig } from "../../../stacks/config";
import { readPins } from "../../../stacks/config/read-pins";
import { kubernetes, released } from "../../charts/released";
import { describeReal } from "../../helpers/real";

describeReal("charts of a rehearsal as folders", ["helm", "dapr-chart"], ({ helm, "dapr-chart": dapr }) => {
  const rule = { expr: "up == 0", annotations: { summary: "{{ $labels.job }} is down" } };
  const map = {
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "rules", namespace: "monitoring" } },
    data: { rules: JSON.stringify(rule) },
  };
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "rules", namespace: "monitoring" } };

  test("make the objects as they are, templates in them included, and Dapr's its images by their tag", async () => {
    const config = defineConfig({ connections: { broker: "redis" } });
    const variables = { database_url: "postgres://a", database_direct_url: "postgres://b", redis_image: "redis:7" };
    const stacks = await EvaluatedStacks.of(synthesiseAll(config, readPins()), variables);
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-charts-"));
    const places = writeChartFolders(folder, stacks, ({ name }) =>
      name === "dapr" ? { place: [dapr], set: ["global.tag=9.9.9"] } : [map, account],
    );
    const render = (name: "dapr" | "prometheus") =>
      renderChart(released(name).chart, { helm, source: String(places[name].path), kubernetes });
    expect(await render("prometheus")).toEqual(expect.arrayContaining([map, account]));
    expect(JSON.stringify(await render("dapr"))).toContain("ghcr.io/dapr/operator:9.9.9");
  });
});
