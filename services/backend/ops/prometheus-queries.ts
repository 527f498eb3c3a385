import type { FigureName, LiveFigure } from "./figures";

/** The scrape job of the services (dashboards/jobs.ts); its label `service` is the service's name. */
const job = 'job="services"';

interface Query {
  expr: string;
  /** The label that says what the figure is of. Default: none, it is of the platform. */
  by?: string;
}

const rate = (by: string, counter: string): Query => ({ by, expr: `sum by (${by}) (rate(${counter}{${job}}[2m]))` });
const sum = (by: string, gauge: string): Query => ({ by, expr: `sum by (${by}) (${gauge}{${job}})` });
const max = (by: string, gauge: string): Query => ({ by, expr: `max by (${by}) (${gauge}{${job}})` });
const inAnHour = (counter: string): Query => ({ expr: `sum(increase(${counter}{${job}}[1h]))` });
const quantile = (share: number, histogram: string, by?: string): Query => ({
  by,
  expr: `histogram_quantile(${share}, sum by (${by ? `${by}, ` : ""}le) (rate(${histogram}_bucket{${job}}[5m])))`,
});

const latency = "freehold_event_latency_seconds";
const roundTrip = "freehold_database_round_trip_seconds";

/** How Prometheus is asked for each figure but those that replicas say themselves. */
export const queries: Record<Exclude<FigureName, LiveFigure>, Query> = {
  applied: rate("consumer", "freehold_events_processed_total"),
  inFlight: sum("consumer", "freehold_events_in_flight"),
  lagSeconds: max("consumer", "freehold_consumer_lag_seconds"),
  lagEvents: {
    by: "consumer",
    expr: `sum by (consumer) (max by (consumer, topic) (freehold_broker_consumer_lag{${job}}))`,
  },
  // Each replica shows what it last saw of all of them.
  parked: max("consumer", "freehold_parked_events"),
  waiting: max("consumer", "freehold_parked_waiting_events"),
  nextDue: {
    by: "consumer",
    expr: `min by (consumer) (freehold_parked_next_due_timestamp_seconds{${job}} > 0)`,
  },
  newDeadLetters: {
    by: "consumer",
    expr: `round(sum by (consumer) (increase(freehold_events_dead_lettered_total{${job}}[10m])))`,
  },
  p50: quantile(0.5, latency, "consumer"),
  p99: quantile(0.99, latency, "consumer"),
  version: { by: "service", expr: `max by (service, version) (freehold_service_ready{${job}})` },
  written: rate("service", "freehold_outbox_written_total"),
  relayed: rate("topic", "freehold_outbox_relayed_total"),
  pool: sum("state", "freehold_database_pool_connections"),
  refused: inAnHour("freehold_outbox_refused_total"),
  duplicates: inAnHour("freehold_events_duplicates_total"),
  gaps: inAnHour("freehold_events_sequence_gaps_total"),
  lastStatement: { expr: `max(freehold_database_last_statement_timestamp_seconds{${job}})` },
  roundTripP50: quantile(0.5, roundTrip),
  roundTripP99: quantile(0.99, roundTrip),
  nextReminder: { expr: `min(freehold_reminder_next_due_timestamp_seconds{${job}} > 0)` },
  latenessP99: quantile(0.99, "freehold_reminder_lateness_seconds"),
  // A recording rule: dashboards/alerts/free-tier.ts.
  freeTier: { by: "resource", expr: "freehold:free_tier_used:ratio" },
};

const named = (figure: string, { expr, by }: Query): string => {
  const marked = `label_replace(${expr}, "figure", "${figure}", "", "")`;
  return by ? `label_replace(${marked}, "of", "$1", "${by}", "(.*)")` : marked;
};

/** One query for several figures: each series says in `figure` which one it is, and in `of` of what. */
const union = (figures: readonly [string, Query][]): string =>
  figures.map(([figure, query]) => named(figure, query)).join(" or ");

/** All figures in one query. */
export const everyFigure = union(Object.entries(queries));

/** The figures that are plotted, of one consumer. */
export const plotted = (consumer: string): string => {
  const only = ({ expr, by }: Query): Query => ({
    by,
    expr: expr.replaceAll(job, `${job}, consumer=${JSON.stringify(consumer)}`),
  });
  const { applied, p50, p99 } = queries;
  return union([
    ["applied", only(applied)],
    ["p50", only(p50)],
    ["p99", only(p99)],
  ]);
};
