import type { Measurement } from "./measure";
import { ratiosOf } from "./plot";
import { toMarkdown } from "./report";

/** How many times worse than on the page a ratio may be. */
const tolerance = 1.25;

/**
 * Ratios that are worse than those of the page by more than a quarter. Ratios are compared, since the figures are those of a
 * machine; what the page does not have yet is not compared.
 * @param page docs/reference/benchmarks.md as it is committed
 */
export function regressions(page: string, measurements: readonly Measurement[]): string[] {
  const committed = ratiosOf(page);
  const measured = ratiosOf(toMarkdown("now", measurements).join("\n"));
  return measured.flatMap(({ title, subtitle, ratio, atMost }) => {
    const before = committed.find((each) => each.title === title && each.subtitle === subtitle)?.ratio;
    if (before === undefined) return [];
    const worse = atMost ? ratio / before : before / ratio;
    if (worse <= tolerance) return [];
    return [`${title}, ${subtitle}: ${ratio} ×, but ${before} × on the page`];
  });
}
