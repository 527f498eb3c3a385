import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard, panel, quantileBy, rateBy } from "./panels";

/** Events by consumer: applied, delivered again, retried, parked, given up on, and how long each takes. */
export const eventProcessing = (): Dashboard =>
  dashboard("Event processing", [
    byConsumer("Applied", "freehold_events_processed_total"),
    byConsumer("Duplicates", "freehold_events_duplicates_total", "Deliveries of events that were applied before"),
    byConsumer("Retries", "freehold_events_retried_total"),
    byConsumer("Parked", "freehold_events_parked_total", "To be retried, or to wait for an earlier event of the task"),
    byConsumer("Dead letters", "freehold_events_dead_lettered_total"),
    byConsumer("Skipped predecessors", "freehold_events_sequence_gaps_total"),
    panel({
      title: "In flight",
      unit: "short",
      queries: [{ expr: "sum by (consumer) (freehold_events_in_flight)", legend: "{{consumer}}" }],
    }),
    panel({
      title: "Handling time, 95th percentile",
      unit: "s",
      queries: [
        { expr: quantileBy(0.95, "consumer", "freehold_event_handling_seconds_bucket"), legend: "{{consumer}}" },
      ],
    }),
    panel({
      title: "From an event to its effect, 95th percentile",
      unit: "s",
      queries: [
        { expr: quantileBy(0.95, "consumer", "freehold_event_latency_seconds_bucket"), legend: "{{consumer}}" },
      ],
    }),
    panel({
      title: "Lag",
      unit: "s",
      description: "Age of the oldest event that was delivered and is not finished",
      queries: [{ expr: "max by (consumer) (freehold_consumer_lag_seconds)", legend: "{{consumer}}" }],
    }),
    panel({
      title: "Parked now",
      unit: "short",
      queries: [{ expr: "max by (consumer) (freehold_parked_events)", legend: "{{consumer}}" }],
    }),
    panel({
      title: "Time to hand to the broker, 95th percentile",
      unit: "s",
      queries: [{ expr: quantileBy(0.95, "", "freehold_broker_publish_seconds_bucket"), legend: "publish" }],
    }),
    panel({
      title: "Handed to the broker",
      unit: "ops",
      queries: [{ expr: rateBy("topic", "freehold_outbox_relayed_total"), legend: "{{topic}}" }],
    }),
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
    }),
  ]);

const byConsumer = (title: string, counter: string, description?: string) =>
  panel({ title, unit: "ops", description, queries: [{ expr: rateBy("consumer", counter), legend: "{{consumer}}" }] });
