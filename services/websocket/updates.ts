import { randomUUID } from "node:crypto";
import { type Listener, type Receiver, receiversOf } from "./listener";
import { RecentUpdates } from "./recent-updates";

/** Receivers whose updates are counted, beside those who listen. */
const mostCounted = 10_000;

/**
 * The updates of this process: how many each receiver has had, and the last ones. The state of a listener is these counts: with it,
 * a page that connects again says what it has heard. No owner is told how many updates others have.
 */
export class Updates {
  /** Since the first page that heard them. */
  private readonly counts = new Map<Receiver, number>();
  private readonly recent = new RecentUpdates();
  /** Of this process and these counts. */
  private epoch = randomUUID();

  /** @param listening gives the receivers that have a page open */
  constructor(private readonly listening: () => Iterable<Receiver>) {}

  stateOf(listener: Listener): string {
    return this.stateAt(receiversOf(listener).map((receiver) => this.counts.get(receiver) ?? 0));
  }

  /** From now on, updates for the listener are counted. Where too many were, all begin again, and pages read their lists. */
  follow(listener: Listener): void {
    for (const receiver of receiversOf(listener)) {
      if (this.counts.has(receiver)) continue;
      if (this.counts.size >= mostCounted) this.beginAgain();
      this.counts.set(receiver, 0);
    }
  }

  /**
   * Counts an update, and keeps it for pages that connect again.
   * @returns it as JSON; undefined if there was no page yet that could hear or miss it
   */
  add(receiver: Receiver, update: object): string | undefined {
    const before = this.counts.get(receiver);
    if (before === undefined) return undefined;
    const text = JSON.stringify(update);
    this.counts.set(receiver, before + 1);
    this.recent.add({ receiver, count: before + 1, text });
    return text;
  }

  /**
   * The messages that a page has missed.
   * @param state as the page has heard it last
   * @returns undefined if they are not known here (any more)
   */
  missedBy(listener: Listener, state: string): readonly string[] | undefined {
    const counts = state.split(" ").slice(1).map(Number);
    const page = receiversOf(listener).map((receiver, index) => {
      const now = this.counts.get(receiver) ?? 0;
      return { receiver, now, heard: counts[index] ?? now };
    });
    const isOfHere = state === this.stateAt(counts) && counts.length === page.length;
    if (!isOfHere || page.some(({ heard, now }) => !(heard <= now))) return undefined;
    const heard = new Map(page.map((each) => [each.receiver, each.heard]));
    return this.recent
      .missedBy(page)
      ?.map(({ receiver, count, text }) => withState(text, this.stateAt(heard.set(receiver, count).values())));
  }

  private stateAt(counts: Iterable<number>): string {
    return [this.epoch, ...counts].join(" ");
  }

  private beginAgain(): void {
    this.epoch = randomUUID();
    this.recent.clear();
    this.counts.clear();
    for (const receiver of this.listening()) this.counts.set(receiver, 0);
  }
}

/**
 * The message of an update.
 * @param text the update, a JSON object
 * @param state of who has heard it
 */
export const withState = (text: string, state: string): string =>
  `${text.slice(0, -1)},"state":${JSON.stringify(state)}}`;
