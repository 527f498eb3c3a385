import type { Handling } from "./handling";
import type { EventSummary } from "./summary";

/** One step of an event on its way. */
export interface Step {
  /** When; null where no table records it. */
  at: string | null;
  /** The place: a service, `outbox`, a topic, a consumer, or a side effect as `notification/webhook`. */
  where: string;
  /** What happened there, or what is not known of it. */
  what: string;
}

export const step = (where: string, at: Date | string | null | undefined, what: string): Step => ({
  at: at ? new Date(at).toISOString() : null,
  ...{ where, what },
});

export interface Known {
  topic: string | undefined;
  handlings: readonly Handling[];
  /** The consumers that subscribe to the topic. */
  readers: readonly string[];
  /** Consumers that get each event at every replica. */
  broadcasts: readonly string[];
  /** What consumers have written because of the event. */
  consequences: readonly EventSummary[];
  /** Whether the platform has an embedded log. */
  hasLog: boolean;
  now: Date;
}
