import { availableParallelism } from "node:os";
import type { OutsideChart } from "../../scripts/manifests/outside-chart";
import type { RenderOptions } from "../../scripts/manifests/render-chart";
import { renderChart } from "../../scripts/manifests/render-chart";

/**
 * The values that a chart never reads, by the path of their key: the result is the same for any value. A key
 * that is misspelt is such a value.
 *
 * @param isData tells the paths whose keys are not the chart's, and which it takes whole
 */
export async function overlookedValues(
  chart: OutsideChart,
  options: RenderOptions,
  isData: (path: string) => boolean = () => false,
): Promise<string[]> {
  const render = async (one: OutsideChart) => JSON.stringify(await renderChart(one, options));
  const before = await render(chart);
  const others = [
    ...leaves(chart.values, isData).map((keys): [string, OutsideChart] => [
      keys.join("."),
      { ...chart, values: changed(chart.values, keys) },
    ]),
    ...chart.sensitive.map(({ name }): [string, OutsideChart] => [
      name,
      { ...chart, sensitive: chart.sensitive.map((one) => (one.name === name ? { name, value: "another" } : one)) },
    ]),
  ];
  const overlooked: string[] = [];
  const next = async (): Promise<void> => {
    for (let other = others.shift(); other; other = others.shift()) {
      const [path, values] = other;
      // What stops the chart was read as well.
      if ((await render(values).catch(() => "refused")) === before) overlooked.push(path);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
  return overlooked;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function leaves(values: Record<string, unknown>, isData: (path: string) => boolean, above: string[] = []): string[][] {
  return Object.entries(values).flatMap(([key, value]) => {
    const keys = [...above, key];
    return isObject(value) && !isData(keys.join(".")) ? leaves(value, isData, keys) : [keys];
  });
}

/** The values with another one at a place, of the same type. */
function changed(value: unknown, [key, ...rest]: string[]): Record<string, unknown> {
  if (!isObject(value) || key === undefined) throw new Error("there is no such place");
  return { ...value, [key]: rest.length > 0 ? changed(value[key], rest) : another(value[key]) };
}

function another(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (Array.isArray(value)) return [];
  return isObject(value) ? {} : "another";
}
