import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard, panel, quantileBy, rateBy } from "./panels";
import { redpandaLag } from "./quotas";

/** Events that wait at the broker, by consumer: as Kafka (without Dapr) and Redis are asked for them, or else as Redpanda counts them. */
export const brokerLag =
  "sum by (consumer) (max by (consumer, topic) (freehold_broker_consumer_lag)) or on (consumer)" +
  ` label_replace(${redpandaLag}, "consumer", "$1", "redpanda_group", "(.+)")`;

/**
 * Events by consumer: applied, delivered again, retried, parked, given up on, and how long each takes.
 * @param sidecars whether Dapr sidecars deliver them
 * @param traces whether their traces are kept, and shown where something took long
 */
export const eventProcessing = (sidecars: boolean, traces: boolean): Dashboard =>
  dashboard("Event processing", [
    byConsumer("Applied", "freehold_events_processed_total", "Events whose effect was committed"),
    byConsumer("Duplicates", "freehold_events_duplicates_total", "Deliveries of events that were applied before"),
    byConsumer(
      "Retries",
      "freehold_events_retried_total",
      "Attempts after the first, which come 1, 2 and 4 seconds later",
    ),
    byConsumer("Parked", "freehold_events_parked_total", "To be retried, or to wait for an earlier event of the task"),
    byConsumer(
      "Dead letters",
      "freehold_events_dead_lettered_total",
      "Events that were given up on; none is lost, see the page's dead letters",
    ),
    byConsumer(
      "Skipped predecessors",
      "freehold_events_sequence_gaps_total",
      "Events that were applied though an earlier one of their task never came",
    ),
    panel({
      title: "In flight",
      unit: "short",
      description: "Events that a consumer is working on",
      queries: [{ expr: "sum by (consumer) (freehold_events_in_flight)", legend: "{{consumer}}" }],
    }),
    panel({
      title: "Handling time, 95th percentile",
      unit: "s",
      description: "From the delivery of an event to its commit",
      queries: [
        { expr: quantileBy(0.95, "consumer", "freehold_event_handling_seconds_bucket"), legend: "{{consumer}}" },
      ],
      exemplars: traces,
    }),
    panel({
      title: "From an event to its effect, 95th percentile",
      unit: "s",
      description: "From when something happened to the commit of what followed from it: what a user waits for",
      queries: [
        { expr: quantileBy(0.95, "consumer", "freehold_event_latency_seconds_bucket"), legend: "{{consumer}}" },
      ],
      exemplars: traces,
    }),
    panel({
      title: "Lag",
      unit: "s",
      description: "Age of the oldest event that was delivered and is not finished",
      queries: [{ expr: "max by (consumer) (freehold_consumer_lag_seconds)", legend: "{{consumer}}" }],
    }),
    panel({
      title: "Not acknowledged at the broker",
      unit: "short",
      description:
        "By the broker's own count: of Redpanda where its metrics are scraped, of Redis, and of Kafka without Dapr",
      queries: [{ expr: brokerLag, legend: "{{consumer}}" }],
    }),
    panel({
      title: "Parked now",
      unit: "short",
      description: "Events that are retried later or wait for an earlier one of their task",
      queries: [{ expr: "max by (consumer) (freehold_parked_events)", legend: "{{consumer}}" }],
    }),
    panel({
      title: "Time to hand to the broker, 95th percentile",
      unit: "s",
      description: "For a batch of the outbox, until the broker has confirmed it",
      queries: [{ expr: quantileBy(0.95, "", "freehold_broker_publish_seconds_bucket"), legend: "publish" }],
    }),
    panel({
      title: "Handed to the broker",
      unit: "ops",
      description: "Events that left the outbox",
      queries: [{ expr: rateBy("topic", "freehold_outbox_relayed_total"), legend: "{{topic}}" }],
    }),
    ...(sidecars ? [deliveries()] : []),
  ]);

const deliveries = () =>
  panel({
    title: "Deliveries by the sidecars",
    unit: "ops",
    description: "retry: given back to the broker, since the service could not even park the event",
    queries: [
      {
        expr: rateBy("app_id, process_status", "dapr_component_pubsub_ingress_count"),
        legend: "{{app_id}} {{process_status}}",
      },
    ],
  });

const byConsumer = (title: string, counter: string, description: string) =>
  panel({ title, unit: "ops", description, queries: [{ expr: rateBy("consumer", counter), legend: "{{consumer}}" }] });
