import { setImmediate as nextTurn } from "node:timers/promises";
import { HttpProblem } from "../../runtime/http/problem";

/** Milliseconds after which others get their turn. */
const sliceMs = 10;
/** Milliseconds of the processor that one file may take: an ordinary one of the largest size takes a third of it. */
const mostMs = 10_000;

/**
 * Bounds the work on one file, and lets the event loop go on meanwhile: a file is written to be slow as easily as to be large. Time in
 * which the machine does something else does not count.
 */
export class ReadingTime {
  private sliceBegan = performance.now();
  private used = process.cpuUsage();
  private worked = 0;

  constructor(private readonly limitMs = mostMs) {}

  /** To be called after each part of the work. @throws HttpProblem 400 when the file takes too long */
  async pause(): Promise<void> {
    if (performance.now() - this.sliceBegan < sliceMs) return;
    const { user, system } = process.cpuUsage(this.used);
    this.worked += (user + system) / 1_000;
    if (this.worked > this.limitMs) {
      throw new HttpProblem({
        status: 400,
        code: "FILE_TAKES_TOO_LONG",
        title: "Invalid file",
        detail: `No task was imported: the file takes more than ${this.limitMs / 1_000} s to read. Import it in parts.`,
        values: { seconds: this.limitMs / 1_000 },
      });
    }
    await nextTurn();
    this.sliceBegan = performance.now();
    this.used = process.cpuUsage();
  }
}
