import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard, panel, quantileBy, rateBy } from "./panels";

const nextDue = "freehold_reminder_next_due_timestamp_seconds";

/** Reminders: which is due next, how many fired, and how late. */
export const reminders = (): Dashboard =>
  dashboard("Reminders", [
    panel({
      title: "Until the next one",
      unit: "s",
      description: "0 while one is due and has not fired; no line while there is none",
      queries: [{ expr: `clamp_min(min(${nextDue} > 0) - time(), 0)`, legend: "until the next reminder" }],
    }),
    panel({
      title: "Fired",
      unit: "ops",
      description: "Reminders that became a notification",
      queries: [{ expr: "sum(rate(freehold_reminders_fired_total[$__rate_interval]))", legend: "fired" }],
    }),
    panel({
      title: "Lateness",
      unit: "s",
      description: "From when a reminder was due to the commit that fired it",
      queries: [0.5, 0.95, 0.99].map((quantile) => ({
        expr: quantileBy(quantile, "", "freehold_reminder_lateness_seconds_bucket"),
        legend: `${quantile * 100} %`,
      })),
    }),
    panel({
      title: "Notifications",
      unit: "ops",
      description: "Fired reminders that the service notification has handed on",
      queries: [
        {
          expr: rateBy("consumer", 'freehold_events_processed_total{consumer="notification"}'),
          legend: "{{consumer}}",
        },
      ],
    }),
  ]);
