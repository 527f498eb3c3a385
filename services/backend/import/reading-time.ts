import { setImmediate as nextTurn } from "node:timers/promises";
import { HttpProblem } from "../../runtime/http/problem";

/** Milliseconds of work after which others get their turn. */
const sliceMs = 10;
/** Milliseconds of work that one file may take: an ordinary one of the largest size takes a tenth of it. */
const mostMs = 10_000;

/** Bounds the work on one file, and lets the event loop go on meanwhile: a file is written to be slow as easily as to be large. */
export class ReadingTime {
  private sliceBegan = performance.now();
  private worked = 0;

  constructor(private readonly limitMs = mostMs) {}

  /** To be called after each part of the work. @throws HttpProblem 400 when the file takes too long */
  async pause(): Promise<void> {
    const slice = performance.now() - this.sliceBegan;
    if (this.worked + slice > this.limitMs) {
      throw new HttpProblem({
        status: 400,
        title: "Invalid file",
        detail: `No task was imported: it takes more than ${this.limitMs / 1_000} s to read. Import it in parts.`,
      });
    }
    if (slice < sliceMs) return;
    this.worked += slice;
    await nextTurn();
    this.sliceBegan = performance.now();
  }
}
