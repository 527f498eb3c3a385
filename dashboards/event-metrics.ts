import { redpandaLag } from "./quotas";

/** A PromQL expression, and the label that names the service in its result. */
interface Measure {
  readonly expr: string;
  readonly by: string;
}

/** What shows events that stay on their way. */
export interface EventMetrics {
  /** Deliveries a second that a service gave back to the broker. */
  readonly givenBack: Measure;
  /** Events on Redpanda that a consumer has not acknowledged. */
  readonly waiting: Measure;
}

const perSecond = (by: string, counter: string): Measure => ({ by, expr: `sum by (${by}) (rate(${counter}[5m]))` });

/** By Dapr's sidecars, and by Redpanda's own metrics where they are scraped. */
const withSidecars: EventMetrics = {
  givenBack: perSecond("app_id", 'dapr_component_pubsub_ingress_count{process_status="retry"}'),
  waiting: { by: "redpanda_group", expr: redpandaLag },
};

/** By the services themselves, which also ask the broker how far they are behind. */
const withoutSidecars: EventMetrics = {
  givenBack: perSecond("consumer", "freehold_events_given_back_total"),
  waiting: { by: "consumer", expr: "sum by (consumer) (max by (consumer, topic) (freehold_broker_consumer_lag))" },
};

export const eventMetrics = (sidecars: boolean): EventMetrics => (sidecars ? withSidecars : withoutSidecars);
