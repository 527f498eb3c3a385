import type { ParkedEventNow } from "../../runtime/telemetry/pipeline-state";
import { consumerStates } from "./consumer-states";
import { type Figure, type FigureName, type FiguresSource, figuresNamed } from "./figures";
import type { ParkedEventAnswer, Picture } from "./ops-schemas";
import { promises } from "./promises";
import { allTopics, consumers, services } from "./topology";

/** Milliseconds without a statement after which a free database sleeps (https://neon.com/docs/introduction/scale-to-zero). */
const asleepAfterMs = 5 * 60_000;

/** Figures by name, and the number of a name and a thing; 0 where there is none. */
class Lookup {
  private readonly named = new Map<FigureName, Map<string, number>>();

  constructor(readonly figures: readonly Figure[]) {}

  all(name: FigureName): Map<string, number> {
    const known = this.named.get(name) ?? figuresNamed(this.figures, name);
    this.named.set(name, known);
    return known;
  }

  maybe(name: FigureName, of = ""): number | null {
    return this.all(name).get(of) ?? null;
  }

  number(name: FigureName, of = ""): number {
    return this.maybe(name, of) ?? 0;
  }

  count(name: FigureName, of = ""): number {
    return Math.max(0, Math.round(this.number(name, of)));
  }
}

const time = (seconds: number | null): string | null =>
  seconds === null || seconds <= 0 ? null : new Date(seconds * 1_000).toISOString();

export const toAnswer = ({ dueAt, ...event }: ParkedEventNow): ParkedEventAnswer => ({
  ...event,
  dueAt: new Date(dueAt).toISOString(),
});

/** The picture of the platform, by the figures of a source. */
export async function picture(source: FiguresSource, now = Date.now()): Promise<Picture> {
  const look = new Lookup(await source.read());
  const serviceList = services.map(({ name, publishes }) => ({
    ...{ name, publishes: [...publishes] },
    state: stateOf(source, look, name),
    replicas: look.count("replicas", name),
    gone: look.count("gone", name),
    startedAt: time(look.maybe("started", name)),
    versions: versionsOf(look.figures, name),
    writtenPerSecond: look.number("written", name),
  }));
  const topicList = allTopics.map((name) => ({ name, relayedPerSecond: look.number("relayed", name) }));
  const seen = {
    at: new Date(now).toISOString(),
    source: source.kind,
    services: serviceList,
    outbox: {
      relayedPerSecond: topicList.reduce((sum, { relayedPerSecond }) => sum + relayedPerSecond, 0),
      refused: look.count("refused"),
    },
    topics: topicList,
    consumers: consumers.map(({ name, subscribes }) => ({
      ...queueOf(source, look, name, name),
      topics: subscribes.map(({ topic, delivery }) => ({ name: topic, delivery })),
      appliedPerSecond: look.number("applied", name),
      lagEvents: look.maybe("lagEvents", name) === null ? null : look.count("lagEvents", name),
      newDeadLetters: look.count("newDeadLetters", name),
      p50Seconds: look.maybe("p50", name),
      p99Seconds: look.maybe("p99", name),
      sideEffects: sideEffectsOf(look, name).map((effect) => queueOf(source, look, name, effect)),
    })),
    scheduler: {
      nextReminderAt: time(look.maybe("nextReminder")),
      latenessP99Seconds: look.maybe("latenessP99"),
    },
    database: databaseOf(look, now),
    freeTier: [...look.all("freeTier")].map(([resource, used]) => ({ resource, used })),
  };
  return { ...seen, promises: promises({ ...seen, duplicates: look.count("duplicates"), gaps: look.count("gaps") }) };
}

function stateOf(source: FiguresSource, look: Lookup, service: string): Picture["services"][number]["state"] {
  const replicas = look.number("replicas", service);
  if (replicas === 0) return source.kind === "process" ? "elsewhere" : "down";
  const ready = look.number("ready", service);
  if (ready === 0) return "not ready";
  return ready >= replicas + look.number("gone", service) ? "ready" : "partly ready";
}

const versionsOf = (figures: readonly Figure[], service: string): string[] => [
  ...new Set(
    figures.flatMap(({ figure, of, version }) => (figure === "version" && of === service && version ? [version] : [])),
  ),
];

/** The side effects of a consumer that a process has looked at. */
const sideEffectsOf = (look: Lookup, consumer: string): string[] =>
  [...look.all("parked").keys()].filter((name) => name.startsWith(`${consumer}/`)).sort();

function queueOf(source: FiguresSource, look: Lookup, service: string, name: string) {
  const isEffect = name !== service;
  const inFlight = look.count("inFlight", name);
  // A side effect stays parked while it runs.
  const parked = Math.max(0, look.count("parked", name) - (isEffect ? inFlight : 0));
  const waiting = look.count("waiting", name);
  const lagSeconds = look.number("lagSeconds", name);
  return {
    name,
    states: consumerStates({
      service: stateOf(source, look, service),
      lagSeconds,
      // A side effect that has not been tried yet is parked, too, until its turn.
      retrying: isEffect ? retryingOf(source, name, parked) : parked - waiting,
      waiting,
      newDeadLetters: isEffect ? 0 : look.count("newDeadLetters", name),
    }),
    ...{ inFlight, lagSeconds, parked, waiting },
    nextDueAt: parked > 0 ? time(look.maybe("nextDue", name)) : null,
    parkedEvents: source.parkedOf(name)?.map(toAnswer) ?? null,
  };
}

const retryingOf = (source: FiguresSource, name: string, parked: number): number =>
  source.parkedOf(name)?.filter(({ failures }) => failures > 0).length ?? parked;

function databaseOf(look: Lookup, now: number): Picture["database"] {
  const last = look.maybe("lastStatement");
  const state = last === null || last <= 0 ? "unknown" : now - last * 1_000 < asleepAfterMs ? "awake" : "asleep";
  return {
    state,
    lastUsedAt: time(last),
    roundTripP50Seconds: look.maybe("roundTripP50"),
    roundTripP99Seconds: look.maybe("roundTripP99"),
    connections: Object.fromEntries(look.all("pool")),
  };
}
