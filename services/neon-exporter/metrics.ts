import { Gauge, Registry } from "prom-client";
import type { NeonUsage } from "./usage";

/** Milliseconds until Neon is asked again: after an answer, whose counts it brings up to date about so often, and after none. */
const hour = 3_600_000;
const soon = 300_000;

/**
 * The metrics of the exporter. A scrape gets what is known and has Neon asked when it is time, so that it never waits for it.
 * @param read asks Neon
 * @param failed is told when there was no answer
 */
export function neonMetrics(read: () => Promise<NeonUsage>, failed: (error: unknown) => void): Registry {
  const registry = new Registry();
  // Registered with the first answer: until then nothing is known, which is not 0.
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [] });
  const compute = gauge("freehold_neon_compute_seconds", "Seconds of one compute unit in this billing period");
  const storage = gauge("freehold_neon_storage_bytes", "Bytes that data and history take");
  const transfer = gauge("freehold_neon_transfer_bytes", "Bytes that left the database in this billing period");
  const periodEnd = gauge("freehold_neon_period_end_timestamp_seconds", "When Neon begins to count again");
  let nextLook = 0;
  let answeredAt = 0;

  const look = async () => {
    try {
      const usage = await read();
      if (answeredAt === 0) for (const each of [compute, storage, transfer, periodEnd]) registry.registerMetric(each);
      compute.set(usage.computeSeconds);
      storage.set(usage.storageBytes);
      transfer.set(usage.transferBytes);
      periodEnd.set(usage.periodEnd.getTime() / 1_000);
      answeredAt = Date.now();
      nextLook = Date.now() + hour;
    } catch (error) {
      nextLook = Date.now() + soon;
      failed(error);
    }
  };

  const answered: Gauge = new Gauge({
    name: "freehold_neon_answered_timestamp_seconds",
    help: "When Neon last answered; 0 for never",
    registers: [registry],
    collect: () => {
      answered.set(answeredAt / 1_000);
      if (Date.now() < nextLook) return;
      // No second request while an answer is awaited.
      nextLook = Number.POSITIVE_INFINITY;
      void look();
    },
  });
  return registry;
}
