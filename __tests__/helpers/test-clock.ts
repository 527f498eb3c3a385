import type { Clock } from "../../scripts/operations/clock";

/** A clock that goes on only when somebody sleeps, and remembers for how long each time. */
export class TestClock implements Clock {
  readonly slept: number[] = [];
  private time = 0;

  /** @param options `faster`: how many times more than it sleeps its time goes on, for what would look very often */
  constructor(private readonly options = { faster: 1 }) {}

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    this.time += milliseconds * this.options.faster;
  }
}
