import { Temporal } from "temporal-polyfill";
import { offsetSteps, type Steps } from "./steps";

/** A span of time with one offset: from an instant on, in epoch seconds, until the next span begins. */
interface Span {
  from: number;
  offset: number;
}

const daySeconds = 86_400;
/** No zone has changed its clocks twice within so many seconds since 1970: the shortest is a week, America/Recife in 2000. */
const gridSeconds = 6 * daySeconds;

/**
 * The clock of a time zone, for many local times of a few days. Local times are seconds since 1970-01-01T00:00 as the
 * clock shows them. It asks for an offset once in 6 days, because each costs as much as a hundred days of a rule.
 */
export class ZoneClock {
  readonly #offsets = new Map<number, number>();
  readonly #changes = new Map<number, number>();

  constructor(
    private readonly timeZone: string,
    private readonly steps: Steps,
  ) {}

  /**
   * The instant of a local time, in epoch seconds. One that a clock change leaves out moves forward by the gap, and of
   * one that happens twice the first is meant. Source: RFC 5545, sections 3.3.5 and 3.8.5.3.
   */
  instantOf(local: number): number {
    const spans = this.#spansOf(Math.floor(local / daySeconds));
    let before = spans[0]?.offset ?? 0;
    for (const [index, { from, offset }] of spans.entries()) {
      const at = local - offset;
      // It is before this span and was after the one before: the gap between the two.
      if (at < from) return local - before;
      if (at < (spans[index + 1]?.from ?? Number.POSITIVE_INFINITY)) return at;
      before = offset;
    }
    return local - before;
  }

  /**
   * Whether the clock can move forward by a whole day after an instant. No offset is above 14 hours, so it can only do
   * so from 10 hours behind UTC or more, as Pacific/Apia did in 2011.
   */
  canSkipDays(second: number): boolean {
    return this.#offsetAt(second) <= -10 * 3_600;
  }

  /** Whether local and absolute order can differ on a local day: only where the clocks change. */
  changesOn(day: number): boolean {
    return this.#spansOf(day).length > 1;
  }

  /** The spans of the days around a local day. */
  #spansOf(day: number): Span[] {
    const first = Math.floor(((day - 1) * daySeconds) / gridSeconds);
    const last = Math.ceil(((day + 2) * daySeconds) / gridSeconds);
    const spans: Span[] = [{ from: Number.NEGATIVE_INFINITY, offset: this.#gridOffset(first) }];
    for (let grid = first + 1; grid <= last; grid += 1) {
      const offset = this.#gridOffset(grid);
      if (offset === spans.at(-1)?.offset) continue;
      spans.push({ from: this.#changeBefore(grid), offset });
    }
    return spans;
  }

  #gridOffset(grid: number): number {
    const known = this.#offsets.get(grid);
    if (known !== undefined) return known;
    const offset = this.#offsetAt(grid * gridSeconds);
    this.#offsets.set(grid, offset);
    return offset;
  }

  /** The first second of a changed offset, in the 6 days before a point of the grid. */
  #changeBefore(grid: number): number {
    const known = this.#changes.get(grid);
    if (known !== undefined) return known;
    const offset = this.#gridOffset(grid);
    let [before, change] = [(grid - 1) * gridSeconds, grid * gridSeconds];
    while (change - before > 1) {
      const middle = Math.floor((before + change) / 2);
      if (this.#offsetAt(middle) === offset) change = middle;
      else before = middle;
    }
    this.#changes.set(grid, change);
    return change;
  }

  #offsetAt(second: number): number {
    this.steps.take(offsetSteps);
    const at = Temporal.Instant.fromEpochMilliseconds(second * 1_000).toZonedDateTimeISO(this.timeZone);
    return Math.round(at.offsetNanoseconds / 1e9);
  }
}
