import { randomUUID } from "node:crypto";
import { type Listener, type Receiver, receiversOf } from "./listener";
import { RecentUpdates } from "./recent-updates";

/** Receivers without a page whose updates are counted still. */
const mostCounted = 10_000;

/** The updates that one receiver has had here. */
interface Counted {
  /** Of this process, this receiver and the beginning of this count. */
  readonly id: string;
  readonly count: number;
}

/**
 * The updates of this process: how many each receiver has had, and the last ones. The state of a listener is these counts: with it,
 * a page that connects again says what it has heard. It is no other owner's, and tells nothing of theirs.
 */
export class Updates {
  /** Since the first page that heard them. */
  private readonly counted = new Map<Receiver, Counted>();
  private readonly recent = new RecentUpdates();

  /** @param listening gives the receivers that have a page open */
  constructor(private readonly listening: () => readonly Receiver[]) {}

  stateOf(listener: Listener): string {
    return toState(receiversOf(listener).map((receiver) => this.of(receiver)));
  }

  /** From now on, updates for the listener are counted. Where too many were, all begin again, and pages read their lists. */
  follow(listener: Listener): void {
    for (const receiver of receiversOf(listener)) {
      if (this.counted.has(receiver)) continue;
      if (this.counted.size >= mostCounted && this.counted.size - this.listening().length >= mostCounted)
        this.beginAgain();
      this.begin(receiver);
    }
  }

  /**
   * Counts an update, and keeps it for pages that connect again.
   * @returns it as JSON; undefined if there was no page yet that could hear or miss it
   */
  add(receiver: Receiver, update: object): string | undefined {
    const before = this.counted.get(receiver);
    if (!before) return undefined;
    const text = JSON.stringify(update);
    const count = before.count + 1;
    this.counted.set(receiver, { ...before, count });
    this.recent.add({ receiver, count, text, bytes: Buffer.byteLength(text) });
    return text;
  }

  /**
   * The messages that a page has missed.
   * @param state as the page has heard it last
   * @returns undefined if they are not known here (any more)
   */
  missedBy(listener: Listener, state: string): readonly string[] | undefined {
    const said = state.split(" ").map((each) => Number(each.split(".")[1]));
    const page = receiversOf(listener).map((receiver, index) => {
      const { id, count: now } = this.of(receiver);
      return { receiver, id, now, heard: said[index] ?? now };
    });
    const isOfHere = state === toState(page.map(({ id, heard }) => ({ id, count: heard })));
    if (!isOfHere || page.some(({ heard, now }) => !(heard <= now))) return undefined;
    const heard = new Map(page.map((each) => [each.receiver, { id: each.id, count: each.heard }]));
    return this.recent.missedBy(page)?.map(({ receiver, count, text }) => {
      heard.set(receiver, { ...this.of(receiver), count });
      return withState(text, toState([...heard.values()]));
    });
  }

  private of(receiver: Receiver): Counted {
    return this.counted.get(receiver) ?? this.begin(receiver);
  }

  private begin(receiver: Receiver): Counted {
    const counted = { id: randomUUID(), count: 0 };
    this.counted.set(receiver, counted);
    return counted;
  }

  private beginAgain(): void {
    this.recent.clear();
    this.counted.clear();
    for (const receiver of this.listening()) this.begin(receiver);
  }
}

const toState = (counted: readonly Counted[]): string => counted.map(({ id, count }) => `${id}.${count}`).join(" ");

/**
 * The message of an update.
 * @param text the update, a JSON object
 * @param state of who has heard it
 */
export const withState = (text: string, state: string): string =>
  `${text.slice(0, -1)},"state":${JSON.stringify(state)}}`;
