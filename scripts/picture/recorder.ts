import type { CDPSession, Page } from "playwright-core";
import type { Shot } from "./to-frames";

/** Milliseconds that a frame is shown. */
export const frameMs = 125;

/** Lets what moves stand still where it would be at a time of the recording, since no screenshot comes exactly on time. */
const stillAt = (ms: number) => `for (const each of document.getAnimations()) {
  if (each.effect?.getComputedTiming().iterations === Infinity) { each.pause(); each.currentTime = ${ms}; }
  else each.finish();
}`;

/** Takes screenshots of a page as a film has frames. */
export class Recorder {
  private readonly shots: Shot[] = [];

  private constructor(
    private readonly page: Page,
    private readonly chromium: CDPSession,
    private readonly restMs: number,
  ) {}

  /** @param restMs milliseconds that the last frame stays */
  static async of(page: Page, restMs: number): Promise<Recorder> {
    return new Recorder(page, await page.context().newCDPSession(page), restMs);
  }

  /** @param perFrame what happens before each. Default: nothing of ours */
  async record(frames: number, perFrame: (frame: number) => Promise<unknown> = async () => {}): Promise<void> {
    for (let frame = 0; frame < frames; frame += 1) {
      const began = performance.now();
      await perFrame(frame);
      await this.page.evaluate(stillAt(this.shots.length * frameMs));
      const { data } = await this.chromium.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
      this.shots.push({ png: Buffer.from(data, "base64"), durationMs: frameMs });
      await this.page.waitForTimeout(Math.max(0, began + frameMs - performance.now()));
    }
  }

  /** Closes the page, and gives what was recorded. */
  async end(): Promise<Shot[]> {
    await this.page.close();
    return this.shots.map((shot, index) =>
      index === this.shots.length - 1 ? { ...shot, durationMs: this.restMs } : shot,
    );
  }
}
