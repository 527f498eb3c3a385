import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { version } from "../../../package.json";
import { type ConsumerLag, showBrokerLag } from "./broker-lag";
import { PipelineState } from "./pipeline-state";
import { TracedHistogram } from "./traced-histogram";

/** Seconds; from a fast transaction on the same machine to a database that wakes from sleep. */
const latencyBuckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

/** The metrics of one process. None of them needs a statement on the database when it is scraped. */
export class Metrics {
  readonly registry = new Registry();
  readonly processed = this.consumerCounter("processed", "Events applied");
  readonly duplicates = this.consumerCounter("duplicates", "Deliveries of events that were already claimed");
  readonly retried = this.consumerCounter("retried", "Retries of parked events");
  readonly parked = this.consumerCounter("parked", "Events parked, to be retried or to wait for their predecessor");
  readonly deadLettered = this.consumerCounter("dead_lettered", "Events given up on");
  readonly gaps = this.consumerCounter("sequence_gaps", "Events applied although their predecessor never came");
  readonly givenBack = this.consumerCounter(
    "given_back",
    "Deliveries given back to the transport, which brings them again",
  );
  readonly inFlight = new Gauge({
    name: "freehold_events_in_flight",
    help: "Events being handled at this moment",
    labelNames: ["consumer"],
    registers: [this.registry],
  });
  readonly handling = new TracedHistogram({
    name: "freehold_event_handling_seconds",
    help: "Time from delivery to commit",
    labelNames: ["consumer"],
    buckets: latencyBuckets,
    registry: this.registry,
  });
  readonly latency = new TracedHistogram({
    name: "freehold_event_latency_seconds",
    help: "Time from an event to the commit of its effect",
    labelNames: ["consumer"],
    buckets: [...latencyBuckets, 60, 600, 3600],
    registry: this.registry,
  });
  /** What is parked, and new dead letters. */
  readonly pipeline = new PipelineState(this.registry);
  readonly lag = new Gauge({
    name: "freehold_consumer_lag_seconds",
    help: "Age of the oldest event that was delivered and is not finished; 0 for none",
    labelNames: ["consumer"],
    registers: [this.registry],
    collect: () => {
      for (const [consumer, times] of this.inHand) {
        const oldest = Math.min(...times);
        this.lag.set({ consumer }, times.size === 0 ? 0 : Math.max(0, (Date.now() - oldest) / 1000));
      }
    },
  });
  readonly databaseRoundTrip = new Histogram({
    name: "freehold_database_round_trip_seconds",
    help: "Time from a statement to its answer",
    buckets: latencyBuckets,
    registers: [this.registry],
  });
  /** Seconds since the epoch; 0 for a process that has sent none. */
  private lastStatement = 0;
  readonly databaseUsed: Gauge = new Gauge({
    name: "freehold_database_last_statement_timestamp_seconds",
    help: "When this process last had an answer of the database; 0 for never",
    registers: [this.registry],
    collect: () => this.databaseUsed.set(this.lastStatement),
  });
  readonly publishing = new Histogram({
    name: "freehold_broker_publish_seconds",
    help: "Time from handing events to the transport to its word that it has them",
    buckets: latencyBuckets,
    registers: [this.registry],
  });
  /** A transaction that is rolled back counts, too. */
  readonly written = new Counter({
    name: "freehold_outbox_written_total",
    help: "Events that a service has written to the outbox",
    labelNames: ["service", "topic"],
    registers: [this.registry],
  });
  readonly relayed = new Counter({
    name: "freehold_outbox_relayed_total",
    help: "Outbox events handed to the transport",
    labelNames: ["topic"],
    registers: [this.registry],
  });
  readonly refused = new Counter({
    name: "freehold_outbox_refused_total",
    help: "Batches of outbox events that the transport did not take; they stay in the outbox",
    registers: [this.registry],
  });
  readonly spansDropped = new Counter({
    name: "freehold_trace_spans_dropped_total",
    help: "Spans that never reached the collector, because it was away or too slow",
    registers: [this.registry],
  });
  readonly httpRequests = new TracedHistogram({
    name: "freehold_http_request_seconds",
    help: "Time from a request to its answer",
    labelNames: ["method", "route", "status"],
    buckets: latencyBuckets,
    registry: this.registry,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** By consumer, the times of the oldest event of each delivery in hand. */
  private readonly inHand = new Map<string, Set<number>>();

  /** A statement had its answer after `seconds`. */
  answered(seconds: number): void {
    this.databaseRoundTrip.observe(seconds);
    this.lastStatement = Date.now() / 1_000;
  }

  /**
   * Counts a delivery as in hand until the function that it returns is called.
   * @param times of its events, in milliseconds since the epoch
   */
  trackInFlight(consumer: string, times: readonly number[]): () => void {
    const held = this.inHand.get(consumer) ?? new Set();
    this.inHand.set(consumer, held);
    if (times.length === 0) return () => {};
    // Two deliveries may be of the same millisecond; a Set of numbers would take them for one.
    let oldest = Math.min(...times);
    while (held.has(oldest)) oldest += 1e-3;
    held.add(oldest);
    return () => held.delete(oldest);
  }

  /** Shows which services this process runs, in which version, and whether they take work. */
  watchServices(names: readonly string[], isReady: () => boolean): void {
    const gauge = new Gauge({
      name: "freehold_service_ready",
      help: "1 for a service that takes work, 0 for one that starts, stops or waits for its database",
      labelNames: ["service", "version"],
      registers: [this.registry],
      collect: () => {
        for (const service of names) gauge.set({ service, version }, isReady() ? 1 : 0);
      },
    });
  }

  /** Shows how a pool of connections is used, by the counts that the pool has at hand. */
  watchPool(pool: { readonly idleCount: number; readonly totalCount: number; readonly waitingCount: number }): void {
    const gauge = new Gauge({
      name: "freehold_database_pool_connections",
      help: "Database connections that are open, by what they do, and requests that wait for one",
      labelNames: ["state"],
      registers: [this.registry],
      collect: () => {
        gauge.set({ state: "idle" }, pool.idleCount);
        gauge.set({ state: "active" }, pool.totalCount - pool.idleCount);
        gauge.set({ state: "waiting" }, pool.waitingCount);
      },
    });
  }

  /** Shows how far consumers are behind by the broker's own count. */
  watchBroker(look: () => Promise<ConsumerLag[]>): void {
    showBrokerLag(this.registry, look);
  }

  /** Lets the counters of a consumer begin at 0: of one that appears with 1, Prometheus cannot see the increase. */
  initCounters(consumer: string, topics: readonly string[]): void {
    const { processed, duplicates, retried, parked, deadLettered, gaps, givenBack } = this;
    const counters = [processed, duplicates, retried, parked, deadLettered, gaps, givenBack];
    for (const topic of topics) for (const counter of counters) counter.inc({ consumer, topic }, 0);
  }

  private consumerCounter(what: string, help: string): Counter<"consumer" | "topic"> {
    return new Counter({
      name: `freehold_events_${what}_total`,
      help,
      labelNames: ["consumer", "topic"],
      registers: [this.registry],
    });
  }
}
