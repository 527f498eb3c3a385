import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { renderChart } from "../../scripts/manifests/render-chart";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { synthesizedResources } from "../../stacks/ledger/synthesized";
import { describeReal } from "../helpers/real";
import { kubernetes, pins, released } from "./released";

const kindsOf = (objects: readonly KubernetesObject[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

/** Dapr's stands for any chart that somebody has carried to where the repositories can't be reached. */
describeReal("A chart from this machine", ["helm", "dapr-chart"], ({ helm, "dapr-chart": folder }) => {
  const place = mkdtempSync(path.join(tmpdir(), "freehold-local-chart-"));
  afterAll(() => rmSync(place, { recursive: true }));

  const packed = (): string => {
    execFileSync(helm, ["package", folder, "--version", "1.18.1", "--destination", place], { stdio: "pipe" });
    const [file] = readdirSync(place).filter((name) => name.endsWith(".tgz"));
    if (!file) throw new Error("helm has packed nothing");
    return path.join(place, file);
  };

  test.each([
    ["a folder", () => folder],
    ["a .tgz file", packed],
  ])("is rendered out of the synthesised stack alone: %s", async (_, source) => {
    const outdir = mkdtempSync(path.join(place, "out-"));
    const app = new App({ outdir });
    const local = { path: source() };
    const sources = { dapr: local, prometheus: local, grafana: local };
    addStacks(app, { config: defineConfig({ platform: { charts: sources } }), pins });
    app.synth();
    const { charts } = stackManifests("platform", synthesizedResources(app));
    expect(charts.map(({ name }) => name).sort()).toEqual(Object.keys(sources).sort());
    const expected = kindsOf(await renderChart(released("dapr").chart, { helm, source: folder, kubernetes }));
    for (const chart of charts) {
      expect(chart.chart).toMatch(/^\.\/assets\//);
      expect(chart).not.toHaveProperty("repository");
      // Terraform runs in the folder of the stack.
      const inStack = path.join(outdir, "stacks", "platform", chart.chart);
      const made = await renderChart({ ...chart, values: {} }, { helm, source: inStack, kubernetes });
      expect(kindsOf(made)).toEqual(expect.arrayContaining(expected));
    }
  });
});
