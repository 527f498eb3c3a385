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

export type ConsumerState = "down" | "partly-down" | "slow" | "retrying" | "waiting" | "dead-letters";

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
  state: "ready" | "partly ready" | "not ready" | "down" | "elsewhere";
  /** Those that answer. */
  replicas: number;
  /** Those that do not. */
  gone: number;
  /** Of the newest replica; null where none says. */
  startedAt: string | null;
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
  promises: {
    id: string;
    promise: string;
    holds: boolean | null;
    says: string;
    value: number | null;
    limitSeconds?: number;
  }[];
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

/** Which dead letters are meant. */
export type DeadLetterFilter = Partial<Record<"consumer" | "type" | "code" | "error" | "text" | "until", string>>;

export type DeadLetterStatus = "dead" | "replaying" | "replayed" | "discarded";

/** Dead letters of one consumer and type that failed alike. */
export interface Group {
  consumer: string;
  /** Null for deliveries that are no events. */
  type: string | null;
  code: string;
  /** The reason without ids and numbers. */
  error: string;
  count: number;
  /** Of these, how many a replay sends again. */
  replayable: number;
  newestAt: string;
}

export interface Groups {
  groups: Group[];
  /** false: there are more than were counted. */
  complete: boolean;
}

/** What became of a batch of up to 50 dead letters. */
export interface Batch {
  outcomes: { id: string; outcome: string }[];
  nextCursor: string | null;
}
