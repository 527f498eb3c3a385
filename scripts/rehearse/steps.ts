import { performance } from "node:perf_hooks";

/** Shows long work step by step: on a terminal the step that runs now, then a line for each that is done. */
export class Steps {
  private readonly began = performance.now();
  private detail = "";

  constructor(private readonly output: NodeJS.WriteStream = process.stderr) {}

  /** Runs a step; it is shown with the time that it took. */
  async run<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
    const began = performance.now();
    this.detail = "";
    const draw = () => this.output.write(`\r\u001b[K… ${name}${this.detail && `: ${this.detail}`} (${seconds(began)})`);
    const timer = this.output.isTTY ? setInterval(draw, 250) : undefined;
    try {
      const result = await work();
      this.line(`✓ ${name} (${seconds(began)})`);
      return result;
    } catch (error) {
      this.line(`✗ ${name} (${seconds(began)})`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** Says what the running step is at. */
  say(detail: string): void {
    this.detail = detail;
  }

  /** Says something that stays, above the running step. */
  note(text: string): void {
    this.line(text);
  }

  /** Seconds since the first step, such as `61.2 s`. */
  total(): string {
    return seconds(this.began);
  }

  private line(text: string): void {
    this.output.write(this.output.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
  }
}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
