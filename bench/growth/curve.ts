import { median, round3 } from "../measure";

/** One point of a curve. */
export interface Row {
  /** How much there was of what grows. */
  x: number;
  figure: number;
  unit: string;
  /** What was measured, where a curve has several lines. */
  line: string;
}

export interface Curve {
  title: string;
  /** What `x` counts. */
  axis: string;
  /** What ran, in a phrase. */
  setup: string;
  rows: Row[];
  /** Where the curve bends, why, and what to do. */
  advice: string;
}

export interface GrowthOptions {
  /** Whether to try the measurement at tiny sizes. */
  quick: boolean;
  /** Whether to go on to sizes that take 25 GB of disk. */
  large: boolean;
  /** How often each size is measured. */
  rounds: number;
  events: number;
  progress: (line: string) => void;
}

export const count = (number: number): string => number.toLocaleString("en-US");

/** Measures one point several times and takes the median. */
export async function point(
  { rounds, progress }: GrowthOptions,
  row: Omit<Row, "figure">,
  run: () => Promise<number>,
): Promise<Row> {
  const figures: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const figure = await run();
    figures.push(figure);
    progress(`${row.line}, ${count(row.x)}, round ${round} of ${rounds}: ${round3(figure)} ${row.unit}`);
  }
  return { ...row, figure: median(figures) };
}

export const lineOf = (rows: readonly Row[], line: string): Row[] => rows.filter((row) => row.line === line);

/** The first x whose figure is less than `share` of that of the first point. Undefined: none is. */
export const fallsAt = (rows: readonly Row[], share: number): number | undefined =>
  rows.find(({ figure }) => figure < share * (rows[0]?.figure ?? 0))?.x;

/** The first x whose figure is more than `times` that of the first point. Undefined: none is. */
export const risesAt = (rows: readonly Row[], times: number): number | undefined =>
  rows.find(({ figure }) => figure > times * (rows[0]?.figure ?? 0))?.x;

/** The last x before the next point brings less than a fifth more. Undefined: each brings more. */
export const levelsOffAt = (rows: readonly Row[]): number | undefined =>
  rows.find(({ figure }, index) => {
    const next = rows[index + 1];
    return next !== undefined && next.figure < 1.2 * figure;
  })?.x;
