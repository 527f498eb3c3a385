import { count, duration, plural } from "../format";
import type { OpsMessages } from "./en";

const events = (number: number): string => plural(number, "Ereignis", "Ereignisse");
/** Units are shortened with a full stop, which ends a sentence, too. */
const sentence = (text: string): string => text.replace(/\.\.$/, ".");
const deadLetters = (number: number): string => plural(number, "Dead Letter", "Dead Letters");

/** All text of the operators' page, in German. */
export const de: OpsMessages = {
  title: "Freehold: Betrieb",
  operations: "Betrieb",
  connection: { live: "Live", connecting: "Verbinde…", offline: "Keine Antwort" },
  stale: (time) => `So war es um ${time}.`,
  allWell: "Allen Consumern geht es gut.",
  summary: (consumer, states) => `${consumer}: ${states.join(", ")}.`,
  inTime: (duration) => `in ${duration}`,
  now: "jetzt",
  ago: (duration) => `vor ${duration}`,
  never: "nie",
  none: "keine",
  flow: {
    title: "Ereignisse unterwegs",
    label: "Fluss der Ereignisse",
    parts: "Dienste, Outbox, Topics und Consumer",
    services: "Dienste",
    outbox: "Outbox",
    topics: "Topics",
    consumers: "Consumer",
    writes: (rate) => `schreibt ${rate}`,
    hint: {
      process: "Zahlen dieses Prozesses. Wähle einen Consumer, um mehr zu sehen.",
      prometheus:
        "Zahlen aller Replicas, von Prometheus; wer läuft, von ihnen selbst. Wähle einen Consumer, um mehr zu sehen.",
    },
  },
  services: {
    title: "Dienste",
    ready: "bereit",
    "partly ready": "teilweise bereit",
    "not ready": "nicht bereit",
    down: "ausgefallen",
    elsewhere: "in einem anderen Prozess",
    replicas: (replicas) => plural(replicas, "Replica", "Replicas"),
    gone: (replicas) => `${count(replicas)} weg`,
    versions: (versions) => versions.join(" und "),
    started: (ago) => `${ago} gestartet`,
    justStarted: "gerade gestartet",
  },
  states: {
    down: "Ausgefallen",
    "partly-down": "Teilweise ausgefallen",
    slow: "Langsam",
    retrying: "Wiederholt",
    waiting: "Wartet",
    "dead-letters": "Dead Letters",
  },
  explain: {
    down: "Keine Replica nimmt Arbeit an. Die Ereignisse warten im Broker.",
    partlyDown: "Einige Replicas nehmen keine Arbeit an. Die anderen tun es.",
    slow: (age) => `Das älteste Ereignis in Arbeit ist ${age} alt.`,
    retrying: (number, next) => sentence(`${events(number)} fehlgeschlagen; der nächste Versuch kommt ${next}.`),
    waiting: (number) => `${events(number)} vor dem angekommen, das zuerst dran ist.`,
    deadLetters: (number) => `${events(number)} in den letzten zehn Minuten aufgegeben.`,
  },
  consumer: {
    close: "Schließen",
    throughput: "Durchsatz",
    inFlight: "In Arbeit",
    oldest: "Ältestes in Arbeit",
    lag: "Rückstand am Broker",
    parked: "Geparkt",
    newDeadLetters: "Neue Dead Letters",
    p50: "Latenz p50",
    p99: "Latenz p99",
    rate: "Ereignisse pro Sekunde",
    applied: "angewendet",
    latency: "Latenz",
    sideEffect: (name) => `Nebenwirkung ${name}`,
    effectCounts: (inFlight, parked) => `${count(inFlight)} in Arbeit, ${count(parked)} geparkt`,
  },
  plot: {
    label: (title, most) => `${title} in der letzten Stunde, höchstens ${most}`,
    none: "Kein Ereignis in der letzten Stunde.",
    most: (most) => `höchstens ${most}`,
  },
  parked: {
    title: (number) => plural(number, "geparktes Ereignis", "geparkte Ereignisse"),
    read: "Aus der Datenbank lesen",
    wakes: "Sie wacht auf, wenn sie schläft.",
    more: "Mehr zeigen",
    first: "Die zuerst fälligen.",
    ofTask: (sequence) => `${count(sequence)} der Aufgabe`,
    firstTry: (when) => `erster Versuch ${when}`,
    failed: (times, when) => `${count(times)}-mal fehlgeschlagen, nächster Versuch ${when}`,
    waits: (what, where, when) => `wartet auf ${what}, ${where}; geht ohne weiter ${when}`,
    predecessor: "seinen Vorgänger",
    awaited: (sequence) => `Ereignis ${count(sequence)} seiner Aufgabe`,
    missing: "das nicht angekommen ist",
    parkedToo: (eventId) => `das selbst geparkt ist (${eventId})`,
  },
  promises: {
    title: "Was jetzt gilt",
    holds: { true: "Gilt: ", false: "Gilt nicht: ", null: "Nicht geprüft: " },
    words: {
      relayed: ({ value: refused }) => [
        "Jedes geschriebene Ereignis erreicht sein Topic",
        refused === 0
          ? "Der Broker nahm jeden Batch der letzten Stunde an."
          : `Der Broker lehnte in der letzten Stunde ${plural(refused ?? 0, "Batch", "Batches")} ab; die Ereignisse warten in der Outbox.`,
      ],
      once: ({ value: duplicates }) => [
        "Jedes Ereignis wirkt einmal",
        `${plural(duplicates ?? 0, "doppelte Zustellung", "doppelte Zustellungen")} in der letzten Stunde erkannt.`,
      ],
      order: ({ value: gaps }) => [
        "Ereignisse einer Aufgabe behalten ihre Reihenfolge",
        gaps === 0
          ? "Kein Ereignis wurde in der letzten Stunde vor seinem Vorgänger angewendet."
          : `${events(gaps ?? 0)} in der letzten Stunde vorgezogen: Der Vorgänger kam nie.`,
      ],
      applied: ({ value: lost }) => [
        "Kein Ereignis wird aufgegeben",
        lost === 0 ? "Kein neuer Dead Letter in zehn Minuten." : `${deadLetters(lost ?? 0)} neu in zehn Minuten.`,
      ],
      prompt: ({ value: p99, limit }) => [
        `Eine Wirkung folgt ihrem Ereignis innerhalb von ${limit}`,
        p99 === null
          ? "Kein Ereignis in fünf Minuten."
          : sentence(`Das p99 des langsamsten Consumers in fünf Minuten ist ${duration(p99)}.`),
      ],
      reminders: ({ value: late, limit }) => [
        `Erinnerungen kommen innerhalb von ${limit}`,
        late === null ? "Keine Erinnerung in fünf Minuten." : `p99 von fünf Minuten: ${duration(late)} zu spät.`,
      ],
      services: ({ unwell }) => [
        "Jeder Dienst nimmt Arbeit an",
        unwell === "" ? "Alle tun es." : `Diese nicht: ${unwell}.`,
      ],
    },
  },
  platform: {
    title: "Datenbank und Zeitplaner",
    database: "Datenbank",
    state: { awake: "wach", asleep: "schläft", unknown: "unbekannt" },
    used: (state, since) => `${state}, benutzt ${since}`,
    roundTrip: "Umlaufzeit p50, p99",
    connections: "Verbindungen",
    connectionCounts: (active, idle, waiting) =>
      `${count(active)} aktiv, ${count(idle)} frei, ${count(waiting)} erwartet`,
    nextReminder: "Nächste Erinnerung",
    lateness: "Erinnerungen zu spät um, p99",
    freeTier: "Kostenloses Kontingent",
    resources: {
      "Network out, a month at this pace": "Ausgehender Verkehr, ein Monat in diesem Tempo",
      "Neon compute": "Neon: Rechenzeit",
      "Neon storage": "Neon: Speicher",
      "Neon transfer": "Neon: Übertragung",
      "Redpanda partitions": "Redpanda: Partitionen",
      "Redpanda connections": "Redpanda: Verbindungen",
      "Redpanda credit": "Redpanda: Guthaben",
    },
    ownMachine: "Dein eigener Rechner hat kein Kontingent.",
    noFigures: "Noch keine Zahlen: Sie kommen alle fünf Minuten.",
  },
  counts: {
    ask: "Datenbank fragen",
    hint: "Größe, Outbox, Geparkte, Dead Letters. Sie wacht auf, wenn sie schläft.",
    size: "Größe",
    of: (used, plan) => `${used} von ${plan}`,
    outbox: "Outbox",
    parked: "Geparkt",
    deadLetters: "Dead Letters",
    nextReminder: "Nächste Erinnerung",
    counted: "Gezählt",
    first: (most) => `je die ersten ${count(most)}`,
  },
  deadLetters: {
    title: "Dead Letters",
    hint: "Ereignisse, die ein Consumer aufgegeben hat. Ein Replay wirkt einmal, wie oft du es auch versuchst.",
    each: "Einzeln ansehen",
    count: "Nach Art zählen",
    wakes: "Liest die Datenbank, die aufwacht, wenn sie schläft.",
    part: "Teil des Fehlers",
    partPlaceholder: "Teil des Fehlers…",
    filter: "Filtern",
    none: "Kein Dead Letter wartet auf ein Replay.",
    found: (letters, kinds) => `${deadLetters(letters)}, ${plural(kinds, "Art", "Arten")}`,
    more: "Es gibt mehr, als gezählt wurden.",
    notAnEvent: "Kein Ereignis",
    discardAll: "Alle verwerfen",
    whyAll: "Warum werden sie aufgegeben?",
    discarded: (letters) => `Verworfen: ${count(letters)}`,
    notDone: (letters) => `, nicht: ${count(letters)}`,
    replayAll: "Replay von allen…",
    replayGroup: (letters) => `Replay von ${count(letters)}…`,
    replayGroupNamed: (letters, type, consumer) => `Replay von ${count(letters)} ${type} für ${consumer}`,
  },
  replay: {
    dryRun: "Probelauf",
    would: (letters) =>
      `Ein Replay würde ${events(letters)} noch einmal senden. Die Dead Letters sind bisher unverändert.`,
    atLeast: "Es gibt mehr, als gezählt wurden; ein Replay nimmt alle.",
    kind: (letters, type, consumer) => `${count(letters)} × ${type} für ${consumer}`,
    moreKinds: (letters, kinds) => `${count(letters)} von ${plural(kinds, "weiteren Art", "weiteren Arten")}`,
    left: (letters) => `${count(letters)} würden bleiben: Sie sind keine Ereignisse oder zu lange her.`,
    start: (letters) => `Replay von ${count(letters)}`,
    cancel: "Abbrechen",
    close: "Schließen",
    goOn: "Weiter",
    lookAgain: "Noch einmal nachsehen",
    title: "Replay",
    bar: "Erledigt",
    done: (letters, total) => `${count(letters)} von ${count(total)} erledigt`,
    applied: "Angewendet",
    failed: "Wieder fehlgeschlagen",
    waiting: "Warten noch",
    refused: "Nicht gesendet",
    running: "Replay läuft…",
    cancelling: "Bricht nach diesem Batch ab…",
    stopped: "Angehalten. Was gesendet ist, bleibt gesendet.",
    cancelled: (sent, total) =>
      `Abgebrochen: ${count(sent)} von ${count(total)} sind gesendet. Die anderen bleiben Dead Letters.`,
    wait: (letters) => `${events(letters)} noch nicht angewendet: Der Consumer ist beschäftigt oder ausgefallen.`,
    over: (applied, failed) =>
      failed === 0
        ? `Fertig: ${events(applied)} angewendet.`
        : `Fertig: ${events(applied)} angewendet, ${count(failed)} wieder fehlgeschlagen.`,
  },
};
