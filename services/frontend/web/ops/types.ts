/** A parked event; as the API answers it. */
export interface ParkedEvent {
  eventId: string;
  topic: string;
  type: string;
  subject: string;
  sequence: number;
  reason: "retry" | "predecessor";
  failures: number;
  error: string | null;
  dueAt: string;
  awaitedSequence: number | null;
  awaitedEventId: string | null;
}

export type ConsumerState = "down" | "slow" | "retrying" | "waiting" | "dead-letters";

/** A consumer or one of its side effects. */
export interface Queue {
  name: string;
  states: ConsumerState[];
  inFlight: number;
  lagSeconds: number;
  parked: number;
  waiting: number;
  nextDueAt: string | null;
  /** Null where only the database knows them. */
  parkedEvents: ParkedEvent[] | null;
}

export interface Consumer extends Queue {
  topics: { name: string; delivery: "shared" | "broadcast" }[];
  appliedPerSecond: number;
  lagEvents: number | null;
  newDeadLetters: number;
  p50Seconds: number | null;
  p99Seconds: number | null;
  sideEffects: Queue[];
}

export interface Service {
  name: string;
  state: "ready" | "not ready" | "down" | "elsewhere";
  replicas: number;
  versions: string[];
  publishes: string[];
  writtenPerSecond: number;
}

/** The platform at a moment; as GET /api/operator/ops answers it. */
export interface Picture {
  at: string;
  source: "process" | "prometheus";
  services: Service[];
  outbox: { relayedPerSecond: number; refused: number };
  topics: { name: string; relayedPerSecond: number }[];
  consumers: Consumer[];
  scheduler: { nextReminderAt: string | null; latenessP99Seconds: number | null };
  database: {
    state: "awake" | "asleep" | "unknown";
    lastUsedAt: string | null;
    roundTripP50Seconds: number | null;
    roundTripP99Seconds: number | null;
    connections: Record<string, number>;
  };
  freeTier: { resource: string; used: number }[];
  promises: { promise: string; holds: boolean | null; says: string }[];
}

export interface HistoryPoint {
  at: string;
  appliedPerSecond: number;
  p50Seconds: number | null;
  p99Seconds: number | null;
}

/** What only the database knows. */
export interface Counts {
  database: { bytes: number; planBytes: number };
  outbox: number;
  parked: { consumer: string; count: number; waiting: number; nextDueAt: string }[];
  deadLetters: { consumer: string; count: number }[];
  nextReminderAt: string | null;
  complete: boolean;
}
