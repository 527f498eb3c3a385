/** What one measurement found: each candidate's figures, one a round. */
export interface Measurement {
  title: string;
  /** One of several things that were measured under the same title against one peer: the page gives it a row. */
  part?: string;
  unit: string;
  /** Which figure is the better one. */
  better: "higher" | "lower";
  candidates: { name: string; figures: number[] }[];
  /** What the first candidate is compared with, and the ratio that it is to reach. */
  targets: { against: string; ratio: number }[];
}

export const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0, sorted[middle] ?? 0];
  return (low + high) / 2;
};

/** The figure that a share of all figures does not pass: 0.95 for p95. */
export const percentile = (figures: readonly number[], share: number): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export interface Comparison {
  against: string;
  ratio: number;
  target: number;
  reached: boolean;
}

/** The first candidate's median as a multiple of each peer's, beside what it is to reach. */
export function compare({ candidates, targets, better }: Measurement): Comparison[] {
  const ours = median(candidates[0]?.figures ?? []);
  return targets.map(({ against, ratio: target }) => {
    const ratio = ours / median(candidates.find(({ name }) => name === against)?.figures ?? []);
    return { against, ratio, target, reached: better === "higher" ? ratio >= target : ratio <= target };
  });
}

/** Runs each candidate once a round, in turns, so that other load on the machine affects all of them alike. */
export async function inRounds(
  rounds: number,
  candidates: readonly { name: string; run: () => Promise<number> }[],
  progress: (line: string) => void,
): Promise<Measurement["candidates"]> {
  const results = candidates.map(({ name }) => ({ name, figures: [] as number[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index, { name, run }] of candidates.entries()) {
      const figure = await run();
      results[index]?.figures.push(figure);
      progress(`round ${round} of ${rounds}: ${name} ${round3(figure)}`);
    }
  }
  return results;
}

export const round3 = (figure: number): string =>
  figure >= 100 ? Math.round(figure).toLocaleString("en-US") : String(Number(figure.toPrecision(3)));
