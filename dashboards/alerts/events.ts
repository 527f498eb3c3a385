import type { EventMetrics } from "../event-metrics";
import { alert, type RuleGroup } from "./rule";

/** Seconds that a reminder may be late before somebody should know. */
const lateness = 120;

/** What goes wrong on an event's way. */
export const events = ({ givenBack }: EventMetrics): RuleGroup => ({
  name: "events",
  rules: [
    alert({
      name: "EventsDeadLettered",
      severity: "warning",
      expr: "sum by (consumer, topic) (increase(freehold_events_dead_lettered_total[15m])) > 0",
      summary: "{{ $labels.consumer }} has given up on events of {{ $labels.topic }}",
    }),
    alert({
      name: "EventsRetriedOften",
      severity: "warning",
      expr:
        "sum by (consumer) (rate(freehold_events_retried_total[15m]))" +
        " / sum by (consumer) (rate(freehold_events_processed_total[15m])) > 0.2",
      lasting: "15m",
      summary: "More than a fifth of the events of {{ $labels.consumer }} need a retry",
    }),
    alert({
      name: "EventsParked",
      severity: "warning",
      expr: "max by (consumer) (freehold_parked_events) > 0",
      lasting: "30m",
      summary: "Events of {{ $labels.consumer }} have been parked for half an hour",
    }),
    alert({
      name: "EventsSkippedPredecessor",
      severity: "warning",
      expr: "sum by (consumer, topic) (increase(freehold_events_sequence_gaps_total[1h])) > 0",
      summary: "{{ $labels.consumer }} went on although an earlier event of a task on {{ $labels.topic }} never came",
    }),
    alert({
      name: "EventsGivenBack",
      severity: "critical",
      // A service gives an event back when it can't even park it: its database is down, or it is.
      expr: `${givenBack.expr} > 0`,
      lasting: "10m",
      summary: `{{ $labels.${givenBack.by} }} has been giving events back for 10 minutes; they wait in the broker`,
    }),
    alert({
      name: "EventsNotPublished",
      severity: "critical",
      expr: "sum by (service) (rate(freehold_outbox_refused_total[5m])) > 0",
      lasting: "10m",
      summary: "The broker has refused events of {{ $labels.service }} for 10 minutes; they wait in the outbox",
    }),
    alert({
      name: "EventsLag",
      severity: "warning",
      expr: "max by (consumer) (freehold_consumer_lag_seconds) > 60",
      lasting: "10m",
      summary: "{{ $labels.consumer }} has had an event in hand for more than a minute, for 10 minutes now",
    }),
    alert({
      name: "DatabaseConnectionsShort",
      severity: "warning",
      expr: 'sum by (service) (freehold_database_pool_connections{state="waiting"}) > 0',
      lasting: "10m",
      summary: "Requests of {{ $labels.service }} have been waiting for a database connection for 10 minutes",
    }),
    alert({
      name: "RemindersLate",
      severity: "critical",
      expr:
        "freehold_reminder_next_due_timestamp_seconds > 0 and" +
        ` time() - freehold_reminder_next_due_timestamp_seconds > ${lateness}`,
      lasting: "1m",
      summary: "A reminder has been due for more than two minutes and has not fired",
    }),
  ],
});
