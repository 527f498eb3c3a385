import type { Registry } from "prom-client";

/** The counters that rates and counts are made of, and the label that says of what. */
const counters = {
  applied: ["freehold_events_processed_total", "consumer"],
  duplicates: ["freehold_events_duplicates_total", ""],
  gaps: ["freehold_events_sequence_gaps_total", ""],
  written: ["freehold_outbox_written_total", "service"],
  relayed: ["freehold_outbox_relayed_total", "topic"],
  refused: ["freehold_outbox_refused_total", ""],
} as const;

const histograms = {
  latency: ["freehold_event_latency_seconds", "consumer"],
  roundTrip: ["freehold_database_round_trip_seconds", ""],
  lateness: ["freehold_reminder_lateness_seconds", ""],
} as const;
export type HistogramName = keyof typeof histograms;

const gauges = {
  inFlight: ["freehold_events_in_flight", "consumer"],
  lagSeconds: ["freehold_consumer_lag_seconds", "consumer"],
  lagEvents: ["freehold_broker_consumer_lag", "consumer"],
  parked: ["freehold_parked_events", "consumer"],
  waiting: ["freehold_parked_waiting_events", "consumer"],
  nextDue: ["freehold_parked_next_due_timestamp_seconds", "consumer"],
  pool: ["freehold_database_pool_connections", "state"],
  lastStatement: ["freehold_database_last_statement_timestamp_seconds", ""],
  nextReminder: ["freehold_reminder_next_due_timestamp_seconds", ""],
} as const;
type GaugeName = keyof typeof gauges;

interface Value {
  labels: Partial<Record<string, string | number>>;
  value: number;
  metricName?: string;
}

async function valuesOf(registry: Registry, name: string): Promise<Value[]> {
  const metric = registry.getSingleMetric(name);
  return metric ? (await metric.get()).values : [];
}

const labelOf = ({ labels }: Value, label: string): string => (label === "" ? "" : String(labels[label] ?? ""));

/** The key of a counter among those that `readCounters` answers. */
export const counterKey = (name: keyof typeof counters, of: string): string => `${name} ${of}`;
/** The key of a bucket of a histogram. */
export const bucketKey = (name: HistogramName, of: string, bound: number): string => `${name} ${of} ${bound}`;

export interface Counters {
  values: Map<string, number>;
  /** What each counter is of, and the upper bounds of each histogram. */
  known: { [Name in keyof typeof counters]: Set<string> };
  bounds: { [Name in HistogramName]: Map<string, number[]> };
}

/** Every counter that `/ops` needs of the process, as it is now. */
export async function readCounters(registry: Registry): Promise<Counters> {
  const values = new Map<string, number>();
  const sets = Object.keys(counters).map((name) => [name, new Set<string>()]);
  const maps = Object.keys(histograms).map((name) => [name, new Map<string, number[]>()]);
  const known = Object.fromEntries(sets) as Counters["known"];
  const bounds = Object.fromEntries(maps) as Counters["bounds"];
  for (const name of Object.keys(counters) as (keyof typeof counters)[]) {
    const [metric, label] = counters[name];
    for (const value of await valuesOf(registry, metric)) {
      const key = counterKey(name, labelOf(value, label));
      known[name].add(labelOf(value, label));
      values.set(key, (values.get(key) ?? 0) + value.value);
    }
  }
  for (const name of Object.keys(histograms) as HistogramName[]) {
    const [metric, label] = histograms[name];
    for (const value of await valuesOf(registry, metric)) {
      if (value.metricName !== `${metric}_bucket`) continue;
      const bound = value.labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(value.labels.le);
      const of = labelOf(value, label);
      const list = bounds[name].get(of) ?? [];
      bounds[name].set(of, list);
      list.push(bound);
      values.set(bucketKey(name, of, bound), value.value);
    }
  }
  return { values, known, bounds };
}

/** The gauges, each summed by what it is of. */
export async function readGauges(registry: Registry): Promise<[name: GaugeName, of: string, value: number][]> {
  const found: [GaugeName, string, number][] = [];
  for (const name of Object.keys(gauges) as GaugeName[]) {
    const [metric, label] = gauges[name];
    const sums = new Map<string, number>();
    for (const value of await valuesOf(registry, metric)) {
      const of = labelOf(value, label);
      sums.set(of, (sums.get(of) ?? 0) + value.value);
    }
    for (const [of, value] of sums) found.push([name, of, value]);
  }
  return found;
}

/** The services of the process: whether each takes work, and its version. */
export const readServices = async (
  registry: Registry,
): Promise<{ service: string; version: string; ready: number }[]> =>
  (await valuesOf(registry, "freehold_service_ready")).map(({ labels, value }) => ({
    service: String(labels.service),
    version: String(labels.version),
    ready: value,
  }));
