const minuteMs = 60_000;

interface GateLimits {
  /** Of one address, within a minute. */
  perAddress: number;
  /** Of all addresses together, within a minute. */
  together: number;
}

/** Bounds what callers that are not known (yet) may cost this process: requests of each address, and of all. */
export class RequestGate {
  private since = 0;
  private all = 0;
  private readonly byAddress = new Map<string, number>();

  constructor(
    private readonly limits: GateLimits,
    private readonly now: () => number = Date.now,
  ) {}

  /** @returns seconds after which to ask again; undefined while an address is within its limits */
  waitFor(address: string): number | undefined {
    const age = this.now() - this.since;
    if (age >= minuteMs) return undefined;
    const isFull = this.all >= this.limits.together || (this.byAddress.get(address) ?? 0) >= this.limits.perAddress;
    return isFull ? Math.ceil((minuteMs - age) / 1_000) : undefined;
  }

  count(address: string): void {
    if (this.now() - this.since >= minuteMs) {
      this.since = this.now();
      this.all = 0;
      this.byAddress.clear();
    }
    this.all += 1;
    this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1);
  }
}
