import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard, panel, quantileBy, rateBy } from "./panels";
import { ofUsers, requests } from "./requests";

const onTasks = '{route=~"/api/tasks.*"}';

/**
 * What users do with tasks, how fast they are answered, and what fails.
 * @param traces whether traces of requests are kept, and shown where something took long
 */
export const taskOperations = (traces: boolean): Dashboard =>
  dashboard("Task operations", [
    panel({
      title: "Operations",
      unit: "ops",
      description: "What users ask of the API's tasks",
      queries: [{ expr: rateBy("method, route", `${requests}_count${onTasks}`), legend: "{{method}} {{route}}" }],
    }),
    panel({
      title: "Time to answer, 95th percentile",
      unit: "s",
      description: "Of twenty requests, nineteen were answered faster",
      queries: [
        { expr: quantileBy(0.95, "method, route", `${requests}_bucket${onTasks}`), legend: "{{method}} {{route}}" },
      ],
      exemplars: traces,
    }),
    panel({
      title: "Answers by status",
      unit: "ops",
      description: "Of all services, without probes and scrapes",
      queries: [{ expr: rateBy("status", `${requests}_count{${ofUsers}}`), legend: "{{status}}" }],
    }),
    panel({
      title: "Events of tasks",
      unit: "ops",
      description: "What the operations led to: each is one event on the way to the consumers",
      queries: [{ expr: rateBy("topic", 'freehold_outbox_relayed_total{topic="task-events"}'), legend: "{{topic}}" }],
    }),
    panel({
      title: "Next occurrences of recurring tasks",
      unit: "ops",
      description:
        "Events that the recurring-task consumer has looked at; a completed one leads to the next occurrence",
      queries: [
        {
          expr: rateBy("consumer", 'freehold_events_processed_total{consumer="recurring-task-consumer"}'),
          legend: "{{consumer}}",
        },
      ],
    }),
  ]);
