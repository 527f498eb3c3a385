import { existsSync } from "node:fs";
import path from "node:path";
import type { ChartName } from "../../stacks/constructs/kubernetes/helm-chart";

/**
 * Folder of a chart that no package brings, if FREEHOLD_CHARTS names the one that it is in (`npx freehold charts`). Without it
 * the tests of those charts are not run, and the run says so (jest.real.config.js, scripts/components.ts).
 */
export function chartFolder(name: ChartName): string | undefined {
  const { FREEHOLD_CHARTS: folder } = process.env;
  const chart = folder && path.resolve(folder, name);
  return chart && existsSync(chart) ? chart : undefined;
}
