import { Counter, Gauge, type Registry } from "prom-client";
import type { Misconduct } from "./conduct";

/**
 * Why a socket was cut off. `slow`: it reads too little; `oversized`: a message that is too large; `malformed`: no frames of a
 * WebSocket; `excess`: one more than its owner may have.
 */
export type CutReason = Misconduct | "slow" | "oversized" | "malformed" | "excess";

const reasons: readonly CutReason[] = ["flood", "silent", "slow", "oversized", "malformed", "excess"];

/** The metrics of the WebSocket service, beside those that every service has. */
export class SocketMetrics {
  readonly cut: Counter<"reason">;

  /**
   * @param registry where they are shown
   * @param open counts the sockets that are open now
   */
  constructor(registry: Registry, open: () => number) {
    const registers = [registry];
    this.cut = new Counter({
      name: "freehold_websocket_cut_total",
      help: "WebSockets cut off for what their client did",
      labelNames: ["reason"],
      registers,
    });
    for (const reason of reasons) this.cut.inc({ reason }, 0);
    const gauge: Gauge = new Gauge({
      name: "freehold_websocket_open",
      help: "WebSockets that are open now",
      registers,
      collect: () => gauge.set(open()),
    });
  }
}
