import { Gauge, type Registry } from "prom-client";

/** A parked event, as the worker that looks after it last saw it. */
export interface SeenParkedEvent {
  eventId: string;
  topic: string;
  type: string;
  /** The task id. */
  subject: string;
  sequence: number;
  reason: "retry" | "predecessor";
  /** How often its handler has failed. */
  failures: number;
  /** Of the last failure; null for one that has not failed. */
  error: string | null;
  /** Milliseconds from the look until it is due. */
  dueInMs: number;
  /** The sequence that its subject needs next; null for one that waits for none. */
  awaitedSequence: number | null;
  /** The parked event with that sequence; null when it has not arrived, or waits for none. */
  awaitedEventId: string | null;
}

export interface SeenParked {
  parked: number;
  /** Of these, events that wait for their predecessor. */
  waiting: number;
  /** Those that are due first. */
  first: readonly SeenParkedEvent[];
}

/** A parked event of which the time is known when it is due. */
export type ParkedEventNow = Omit<SeenParkedEvent, "dueInMs"> & { dueAt: number };

interface DeadLetterSeen {
  at: number;
  error: string;
}

/** Milliseconds for which a dead letter is news. */
export const deadLetterNewsMs = 10 * 60_000;
/** Dead letters of a consumer that are remembered as news. */
const mostNews = 1_000;

/**
 * What this process knows of its consumers without a statement: the events that are parked, by the last look of the workers
 * that retry them, and new dead letters.
 */
export class PipelineState {
  /** As of the last look of this process; it looks whenever it parks an event and whenever one is due. */
  private readonly parkedGauge: Gauge<"consumer">;
  private readonly waitingGauge: Gauge<"consumer">;
  private readonly nextDueGauge: Gauge<"consumer">;
  private readonly events = new Map<string, readonly ParkedEventNow[]>();
  private readonly news = new Map<string, Map<string, DeadLetterSeen>>();

  constructor(registry: Registry) {
    const gauge = (name: string, help: string) =>
      new Gauge({ name, help, labelNames: ["consumer"], registers: [registry] });
    this.parkedGauge = gauge("freehold_parked_events", "Events that are parked, by what this process last saw");
    this.waitingGauge = gauge("freehold_parked_waiting_events", "Of these, events that wait for their predecessor");
    this.nextDueGauge = gauge(
      "freehold_parked_next_due_timestamp_seconds",
      "When the next parked event is due, by what this process last saw; 0 for none",
    );
  }

  /** Takes what a worker found when it looked for parked events. */
  sawParked(consumer: string, { parked, waiting, first }: SeenParked): void {
    const now = Date.now();
    const events = first.map(({ dueInMs, ...event }) => ({ ...event, dueAt: now + dueInMs }));
    this.parkedGauge.set({ consumer }, parked);
    this.waitingGauge.set({ consumer }, waiting);
    this.nextDueGauge.set({ consumer }, (events[0]?.dueAt ?? 0) / 1_000);
    this.events.set(consumer, events);
  }

  /** Those that are due first, by the last look; empty for a consumer of another process. */
  parkedOf(consumer: string): readonly ParkedEventNow[] {
    return this.events.get(consumer) ?? [];
  }

  deadLettered(consumer: string, eventId: string, error: string): void {
    const known = this.news.get(consumer) ?? new Map<string, DeadLetterSeen>();
    this.news.set(consumer, known);
    known.set(eventId, { at: Date.now(), error });
    for (const oldest of known.keys()) if (known.size > mostNews) known.delete(oldest);
  }

  /** An operator has discarded the dead letter, or it was replayed and applied. */
  settled(consumer: string, eventId: string): void {
    this.news.get(consumer)?.delete(eventId);
  }

  /** Dead letters of the last ten minutes that this process has made, and of which it knows no end. */
  newDeadLetters(consumer: string): readonly DeadLetterSeen[] {
    const since = Date.now() - deadLetterNewsMs;
    return [...(this.news.get(consumer)?.values() ?? [])].filter(({ at }) => at >= since);
  }
}
