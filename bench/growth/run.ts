import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { machine, replaceSection } from "../report";
import type { Curve, GrowthOptions } from "./curve";
import { curvesOf, introduction, isQuick, toSection } from "./page";
import { plotCurves } from "./plot";
import { growReplicas } from "./replicas";
import { growRetention } from "./retention";
import { growRows } from "./rows";
import { growSockets } from "./sockets";
import { growWrites } from "./writes";

const docs = path.join(__dirname, "..", "..", "docs");
const page = path.join(docs, "reference", "growth.md");
const image = path.join(docs, "images", "growth.svg");

const curves: Record<string, (options: GrowthOptions) => Promise<Curve>> = {
  rows: growRows,
  writes: growWrites,
  replicas: growReplicas,
  sockets: growSockets,
  retention: growRetention,
};

export const curveNames: readonly string[] = Object.keys(curves);

interface RunOptions extends GrowthOptions {
  /** The curves to measure. None: all of them. */
  names: readonly string[];
  write: boolean;
  say: (line: string) => void;
}

/** Measures curves and writes each to docs/reference/growth.md when it is there. */
export async function measureGrowth({ names, write, say, ...options }: RunOptions): Promise<Curve[]> {
  const unknown = names.find((name) => !Object.hasOwn(curves, name));
  if (unknown) throw new Error(`There is no curve "${unknown}". There are: ${curveNames.join(", ")}`);
  const measured: Curve[] = [];
  for (const name of names.length > 0 ? names : curveNames) {
    const measure = curves[name];
    if (!measure) continue;
    say(`\ngrowth ${name}`);
    const curve = await measure(options);
    measured.push(curve);
    const flags = `${options.quick ? " --quick" : ""}${options.large ? " --large" : ""}`;
    const section = toSection(`npm run bench -- growth ${name}${flags}`, curve);
    say(`\n${section}`);
    if (write) put(section, options.quick);
  }
  return measured;
}

/** Puts a section on the page. A quick run leaves the page of a whole one as it is; a whole one replaces that of a quick one. */
function put(section: string, quick: boolean): void {
  const before = existsSync(page) ? readFileSync(page, "utf8") : undefined;
  if (quick && before !== undefined && !isQuick(before)) return;
  const start = before === undefined || isQuick(before) !== quick ? introduction(quick) : before;
  const after = [machine(), section].reduce(replaceSection, start);
  writeFileSync(page, after);
  writeFileSync(image, plotCurves(curvesOf(after)));
}
