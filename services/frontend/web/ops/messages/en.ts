import { count, plural } from "../format";

/** What a sentence about a promise is made of. */
interface PromiseSeen {
  /** A count, or seconds; null where nothing was measured. */
  value: number | null;
  /** What is promised, of a promise about time. */
  limit: string;
  /** The services that take no work. */
  unwell: string;
}

/** All text of the operators' page, in English. Another language has the same shape. */
export const en = {
  title: "Freehold: operations",
  operations: "operations",
  connection: { live: "Live", connecting: "Connecting…", offline: "No answer" },
  stale: (time: string) => `This is how it was at ${time}.`,
  allWell: "All consumers are well.",
  summary: (consumer: string, states: string[]) => `${consumer}: ${states.join(", ")}.`,
  inTime: (duration: string) => `in ${duration}`,
  now: "now",
  ago: (duration: string) => `${duration} ago`,
  never: "never",
  none: "none",
  flow: {
    title: "Events on their way",
    label: "Flow of events",
    parts: "Services, outbox, topics and consumers",
    services: "Services",
    outbox: "Outbox",
    topics: "Topics",
    consumers: "Consumers",
    writes: (rate: string) => `writes ${rate}`,
    hint: {
      process: "Figures of this process. Choose a consumer to see more.",
      prometheus: "Figures of all replicas, by Prometheus; who is up, by themselves. Choose a consumer to see more.",
    },
  },
  /** How a service is. */
  services: {
    title: "Services",
    ready: "ready",
    "partly ready": "partly ready",
    "not ready": "not ready",
    down: "down",
    elsewhere: "in another process",
    replicas: (replicas: number) => plural(replicas, "replica", "replicas"),
    gone: (replicas: number) => `${count(replicas)} gone`,
    versions: (versions: string[]) => versions.join(" and "),
    started: (ago: string) => `started ${ago}`,
    justStarted: "just started",
  },
  /** What a state of a consumer means, in a few words. */
  states: {
    down: "Down",
    "partly-down": "Partly down",
    slow: "Slow",
    retrying: "Retrying",
    waiting: "Waiting",
    "dead-letters": "Dead letters",
  },
  /** What the matter is, in a sentence. */
  explain: {
    down: "No replica takes work. Its events wait in the broker.",
    partlyDown: "Some replicas take no work. The others do.",
    slow: (age: string) => `The oldest event in hand is ${age} old.`,
    retrying: (events: number, next: string) =>
      `${plural(events, "event", "events")} failed; the next try comes ${next}.`,
    waiting: (events: number) => `${plural(events, "event", "events")} arrived before the one that comes first.`,
    deadLetters: (events: number) => `${plural(events, "event", "events")} given up on in the last ten minutes.`,
  },
  consumer: {
    close: "Close",
    throughput: "Throughput",
    inFlight: "In flight",
    oldest: "Oldest in hand",
    lag: "Behind at the broker",
    parked: "Parked",
    newDeadLetters: "New dead letters",
    p50: "Latency p50",
    p99: "Latency p99",
    rate: "Events a second",
    applied: "applied",
    latency: "Latency",
    sideEffect: (name: string) => `Side effect ${name}`,
    effectCounts: (inFlight: number, parked: number) => `${count(inFlight)} in flight, ${count(parked)} parked`,
  },
  plot: {
    label: (title: string, most: string) => `${title} over the last hour, at most ${most}`,
    none: "No event in the last hour.",
    most: (most: string) => `at most ${most}`,
  },
  parked: {
    title: (events: number) => plural(events, "parked event", "parked events"),
    read: "Read them from the database",
    wakes: "It wakes, if it sleeps.",
    more: "Show more",
    first: "Those that are due first.",
    ofTask: (sequence: number) => `${count(sequence)} of task`,
    firstTry: (when: string) => `first try ${when}`,
    failed: (times: number, when: string) => `failed ${plural(times, "time", "times")}, next try ${when}`,
    waits: (what: string, where: string, when: string) => `waits for ${what}, ${where}; goes on without it ${when}`,
    predecessor: "its predecessor",
    awaited: (sequence: number) => `event ${count(sequence)} of its task`,
    missing: "which has not arrived",
    parkedToo: (eventId: string) => `which is parked itself (${eventId})`,
  },
  promises: {
    title: "What holds now",
    holds: { true: "Holds: ", false: "Does not hold: ", null: "Not tested: " },
    /** By promise; the API says them in English. */
    words: {} as Record<string, (seen: PromiseSeen) => [promise: string, says: string]>,
  },
  platform: {
    title: "Database and schedulers",
    database: "Database",
    /** The API's words, where the page has others. */
    state: {} as Record<string, string>,
    used: (state: string, since: string) => `${state}, used ${since}`,
    roundTrip: "Round trip p50, p99",
    connections: "Connections",
    connectionCounts: (active: number, idle: number, waiting: number) =>
      `${count(active)} active, ${count(idle)} idle, ${count(waiting)} waited for`,
    nextReminder: "Next reminder",
    lateness: "Reminders late by, p99",
    freeTier: "Free tier",
    resources: {} as Record<string, string>,
    ownMachine: "Your own machine has no free tier.",
    noFigures: "No figures yet: they come every five minutes.",
  },
  counts: {
    ask: "Ask the database",
    hint: "Size, outbox, parked, dead letters. It wakes, if it sleeps.",
    size: "Size",
    of: (used: string, plan: string) => `${used} of ${plan}`,
    outbox: "Outbox",
    parked: "Parked",
    deadLetters: "Dead letters",
    nextReminder: "Next reminder",
    counted: "Counted",
    first: (most: number) => `the first ${count(most)} of each`,
  },
  deadLetters: {
    title: "Dead letters",
    hint: "Events that a consumer gave up on. A replay takes effect once, however often you try.",
    each: "See each",
    count: "Count by kind",
    wakes: "Reads the database, which wakes if it sleeps.",
    part: "Part of the error",
    partPlaceholder: "Part of the error…",
    filter: "Filter",
    none: "No dead letter waits for a replay.",
    found: (letters: number, kinds: number) =>
      `${plural(letters, "dead letter", "dead letters")} of ${plural(kinds, "kind", "kinds")}`,
    more: "There are more than were counted.",
    notAnEvent: "Not an event",
    discardAll: "Discard all",
    whyAll: "Why are they given up?",
    discarded: (letters: number) => `Discarded: ${count(letters)}`,
    notDone: (letters: number) => `, not: ${count(letters)}`,
    replayAll: "Replay all…",
    replayGroup: (letters: number) => `Replay ${count(letters)}…`,
    replayGroupNamed: (letters: number, type: string, consumer: string) =>
      `Replay ${count(letters)} of ${type} for ${consumer}`,
  },
  replay: {
    dryRun: "Dry run",
    would: (letters: number) =>
      `A replay would send ${plural(letters, "event", "events")} again. The dead letters are unchanged so far.`,
    atLeast: "There are more than were counted; a replay takes them all.",
    kind: (letters: number, type: string, consumer: string) => `${count(letters)} × ${type} for ${consumer}`,
    moreKinds: (letters: number, kinds: number) =>
      `${count(letters)} of ${plural(kinds, "further kind", "further kinds")}`,
    left: (letters: number) => `${count(letters)} would stay: they are no events, or failed too long ago.`,
    start: (letters: number) => `Replay ${count(letters)}`,
    cancel: "Cancel",
    close: "Close",
    goOn: "Go on",
    lookAgain: "Look again",
    title: "Replay",
    bar: "Replayed",
    done: (letters: number, total: number) => `${count(letters)} of ${count(total)} done`,
    applied: "Applied",
    failed: "Failed again",
    waiting: "Still waiting",
    refused: "Not sent",
    running: "Replaying…",
    cancelling: "Cancelling after this batch…",
    stopped: "Stopped. What was sent stays sent.",
    cancelled: (sent: number, total: number) =>
      `Cancelled: ${count(sent)} of ${count(total)} were sent. The others stay dead letters.`,
    wait: (letters: number) => `${plural(letters, "event waits", "events wait")} still: the consumer is busy or down.`,
    over: (applied: number, failed: number) =>
      failed === 0
        ? `Done: ${plural(applied, "event", "events")} applied.`
        : `Done: ${plural(applied, "event", "events")} applied, ${count(failed)} failed again.`,
  },
};

/** What every language says. */
export type OpsMessages = typeof en;
