import type { Receiver } from "./listener";

/** An update that was sent. */
export interface SentUpdate {
  readonly receiver: Receiver;
  /** Which of the receiver's updates it is, from 1. */
  readonly count: number;
  /** JSON. */
  readonly text: string;
  readonly bytes: number;
}

/** How many updates a page has heard of those that a receiver has had. */
export interface Heard {
  readonly receiver: Receiver;
  readonly heard: number;
  readonly now: number;
}

/** Bytes of the updates that are kept: about a thousand of them. */
const mostKept = 512 * 1024;
/** Updates that a page is told again, and their bytes. One that has missed more reads its lists, which are shorter. */
const mostMissed = 100;
const mostMissedBytes = 256 * 1024;

/** The updates of the last while, for pages that connect again. */
export class RecentUpdates {
  private sent: SentUpdate[] = [];
  private bytes = 0;

  add(update: SentUpdate): void {
    this.sent.push(update);
    this.bytes += update.bytes;
    let gone = 0;
    for (; this.bytes > mostKept; gone += 1) this.bytes -= this.sent[gone]?.bytes ?? 0;
    this.sent.splice(0, gone);
  }

  /** What a page has missed, in the order in which it was sent; undefined if some of it is gone, or it is too much. */
  missedBy(page: readonly Heard[]): readonly SentUpdate[] | undefined {
    const expected = page.reduce((sum, { heard, now }) => sum + now - heard, 0);
    if (expected > mostMissed) return undefined;
    if (expected === 0) return [];
    const heard = new Map(page.map((each) => [each.receiver, each.heard]));
    const missed = this.sent.filter(({ receiver, count }) => count > (heard.get(receiver) ?? count));
    const bytes = missed.reduce((sum, each) => sum + each.bytes, 0);
    return missed.length === expected && bytes <= mostMissedBytes ? missed : undefined;
  }

  clear(): void {
    this.sent = [];
    this.bytes = 0;
  }
}
