import type { ParkedEventNow } from "../../runtime/telemetry/pipeline-state";
/** What a source tells, by name: of a consumer, a service, a topic, a state of connections, or of the platform. */
export const figureNames = [
  // By consumer, or by a side effect of one as `notification/webhook`.
  "applied",
  "inFlight",
  "lagSeconds",
  "lagEvents",
  "parked",
  "waiting",
  "nextDue",
  "newDeadLetters",
  "p50",
  "p99",
  // By service: replicas that answer, of these those that take work, those that do not answer, when the newest started.
  "replicas",
  "ready",
  "gone",
  "started",
  "version",
  "written",
  // By topic.
  "relayed",
  // By what connections do: idle, active, or what waits for one.
  "pool",
  // Of the platform.
  "refused",
  "duplicates",
  "gaps",
  "lastStatement",
  "roundTripP50",
  "roundTripP99",
  "nextReminder",
  "latenessP99",
  // By what is free: the share that is used, 0 to 1.
  "freeTier",
] as const;
export type FigureName = (typeof figureNames)[number];

/** What replicas say themselves, without Prometheus. */
export type LiveFigure = Extract<FigureName, "replicas" | "ready" | "gone" | "started">;

/** One figure of one thing. Rates are per second, times in seconds; counts of what went wrong are those of the last hour. */
export interface Figure {
  figure: FigureName;
  /** The consumer, service, topic, state or resource; empty for the platform. */
  of: string;
  value: number;
  /** Of the figure `version`. */
  version?: string;
}

/** A moment of the last hour of a consumer; null where nothing was applied. */
export interface HistoryPoint {
  /** Milliseconds since the epoch. */
  at: number;
  applied: number;
  p50: number | null;
  p99: number | null;
}

/** Where the figures of `/ops` come from. Reading them sends no statement to the database. */
export interface FiguresSource {
  readonly kind: "process" | "prometheus";
  read(): Promise<Figure[]>;
  /** At most 121 points, oldest first. */
  history(consumer: string): Promise<HistoryPoint[]>;
  /** The parked events that are due first; null where only the database knows them. */
  parkedOf(consumer: string): readonly ParkedEventNow[] | null;
  start(): void;
  stop(): void;
}

/** Milliseconds of the past that are plotted, and between two points of it. */
export const historyMs = 3_600_000;
export const historyStepMs = 30_000;

/** The figures of one name, by what they are of. */
export const figuresNamed = (figures: readonly Figure[], name: FigureName): Map<string, number> =>
  new Map(figures.filter(({ figure }) => figure === name).map(({ of, value }) => [of, value]));
