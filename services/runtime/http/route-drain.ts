import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { timeBudgets } from "../../contracts/time-budgets";

/**
 * The last seconds of a routed service. It answers until the proxy in front has learned that it stops, which only the
 * proxy can say, by sending no more: a busy cluster tells it late. If a connection is closed before, a request may come on
 * it at that moment: the proxy can't send it again, and answers with 500.
 */
export class RouteDrain {
  private draining = false;
  private lastRequest = Number.NEGATIVE_INFINITY;

  constructor(http: FastifyInstance) {
    http.addHook("onRequest", async ({ headers }, reply) => {
      // Probes, scrapes and deliveries come past the proxy.
      if (headers["x-forwarded-for"] === undefined) return;
      this.lastRequest = performance.now();
      // The proxy itself closes the connection then, when no request is on it.
      if (this.draining) reply.header("connection", "close");
    });
  }

  /**
   * @param seconds for which it answers in any case; after them until no request has come for `routeQuietMs`, and
   * `maxDrainSeconds` at most. At 0 nothing is waited for: no proxy is there.
   */
  async drain(seconds: number): Promise<void> {
    if (seconds === 0) return;
    const end = performance.now() + timeBudgets.maxDrainSeconds * 1_000;
    this.draining = true;
    await sleep(seconds * 1_000);
    for (let left = this.left(end); left > 0; left = this.left(end)) await sleep(left);
  }

  private left(end: number): number {
    return Math.ceil(Math.min(this.lastRequest + timeBudgets.routeQuietMs, end) - performance.now());
  }
}
