import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** Seconds; from the timer's own delay to an outage that lasted for hours. */
const latenessBuckets = [0.1, 0.5, 1, 5, 15, 60, 300, 3600];

/** The metrics of the scheduler, beside those that every service has. */
export class ReminderMetrics {
  readonly fired: Counter;
  readonly lateness: Histogram;
  /** 0 while there is none. */
  readonly nextDue: Gauge;

  /** @param registry where they are shown */
  constructor(readonly registry = new Registry()) {
    const registers = [registry];
    this.fired = new Counter({ name: "freehold_reminders_fired_total", help: "Reminders fired", registers });
    this.lateness = new Histogram({
      name: "freehold_reminder_lateness_seconds",
      help: "Time from when a reminder was due to the commit that fired it",
      buckets: latenessBuckets,
      registers,
    });
    this.nextDue = new Gauge({
      name: "freehold_reminder_next_due_timestamp_seconds",
      help: "When the next reminder is due, as the scheduler knows it; 0 for none",
      registers,
    });
  }
}
