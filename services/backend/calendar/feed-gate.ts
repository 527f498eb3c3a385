/** Requests that may ask the database within a minute: of tokens that were never found, of all callers together, and of one feed. */
const perMinute = { unknown: 30, feed: 10 };
/** Feeds that are remembered. */
const mostFeeds = 1_000;
const minuteMs = 60_000;

interface Count {
  since: number;
  requests: number;
}

/**
 * Bounds what requests without a bearer token may cost. Guessed tokens must not keep the database awake, nor keep out the feeds that
 * this process has served before.
 */
export class FeedGate {
  private unknown: Count = { since: 0, requests: 0 };
  private readonly feeds = new Map<string, Count>();

  constructor(private readonly now: () => number = Date.now) {}

  /** @returns seconds after which to ask again; undefined to go on */
  waitFor(hash: Buffer): number | undefined {
    const known = this.feeds.get(hash.toString("base64"));
    const count = known ?? this.unknown;
    const age = this.now() - count.since;
    if (age >= minuteMs) Object.assign(count, { since: this.now(), requests: 0 });
    else if (count.requests >= (known ? perMinute.feed : perMinute.unknown)) return Math.ceil((minuteMs - age) / 1_000);
    count.requests += 1;
    return undefined;
  }

  /** To be told what the database said of a token. */
  learn(hash: Buffer, isFeed: boolean): void {
    const key = hash.toString("base64");
    const count = this.feeds.get(key);
    this.feeds.delete(key);
    if (!isFeed) return;
    this.feeds.set(key, count ?? { since: this.now(), requests: 1 });
    const [oldest] = this.feeds.keys();
    if (this.feeds.size > mostFeeds && oldest !== undefined) this.feeds.delete(oldest);
  }
}
