/** Counters as they were at some moments, the oldest forgotten first: a column of numbers for each. */
export class Samples {
  readonly times: number[] = [];
  private readonly columns = new Map<string, number[]>();

  /** @param most moments that are kept */
  constructor(private readonly most: number) {}

  add(at: number, values: ReadonlyMap<string, number>): void {
    for (const [key, value] of values) {
      // A counter that appears was 0 before.
      const column = this.columns.get(key) ?? this.times.map(() => 0);
      this.columns.set(key, column);
      column.push(value);
    }
    this.times.push(at);
    if (this.times.length <= this.most) return;
    this.times.shift();
    for (const column of this.columns.values()) column.shift();
  }

  /** The moment that is at least `ageMs` before `now`, or else the oldest; undefined when there is none. */
  before(now: number, ageMs: number): number | undefined {
    const index = this.times.findLastIndex((at) => now - at >= ageMs);
    return index >= 0 ? index : this.times.length > 0 ? 0 : undefined;
  }

  /** The value of a counter at a moment; 0 for one that is not known. */
  at(moment: number, key: string): number {
    return this.columns.get(key)?.[moment] ?? 0;
  }
}
