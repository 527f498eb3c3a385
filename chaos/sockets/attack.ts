import { z } from "zod";
import { type Child, startChild, stopChild } from "../../bench/child";
import { kinds } from "./hostile";

const cutsSchema = z.record(z.string(), z.number());

/** Milliseconds in which each client must be cut off. A handshake may take ten seconds, and this machine may be busy. */
const patienceMs = 60_000;

/** The hostile clients, while they are at it. */
export class Attack {
  /** How often clients of each kind were cut off. */
  cuts: Record<string, number> = {};

  private readonly deadline = performance.now() + patienceMs;

  private constructor(private readonly child: Child) {
    child.process.on("message", (message) => {
      this.cuts = cutsSchema.parse(message);
    });
  }

  static async start(url: URL): Promise<Attack> {
    return new Attack(await startChild("../chaos/sockets/hostile-main.ts", [url.href]));
  }

  /**
   * Whether each client was cut off once.
   * @throws Error when some are still at it after a while, or their process has ended
   */
  get isComplete(): boolean {
    if (this.child.process.exitCode !== null) throw new Error("The process of the hostile clients has ended");
    const left = Object.entries(kinds).filter(([name, { clients }]) => (this.cuts[name] ?? 0) < clients);
    if (left.length > 0 && performance.now() > this.deadline)
      throw new Error(`Not cut off within ${patienceMs} ms: clients that ${left.map(([name]) => name).join(", ")}`);
    return left.length === 0;
  }

  end(): Promise<void> {
    return stopChild(this.child);
  }
}
