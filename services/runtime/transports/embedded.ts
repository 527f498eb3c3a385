import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import type { Topic } from "../../contracts/topics";
import { Worker } from "../core/worker";
import { Database, type Sql } from "../database/database";
import { append, channel, readBatch, takeFromOutbox } from "./event-log";
import { GatheringWorker } from "./gathering-worker";
import type { OutgoingEvent, RunningSubscription, Subscription, Transport } from "./transport";

/** Milliseconds that the server has to see the listener off; one that has vanished never does. */
const listenerCloseTimeoutMs = 1_000;

/**
 * Milliseconds after a batch in which the next one gathers. Pushes to the page do not wait: a person does. For consumers, 50
 * instead of 10 make writes of one client a fifth faster (`npm run bench -- writes`); 100 add nothing to that.
 */
const gatherMs = { shared: 50, broadcast: 0 };

interface Reader {
  topic: Topic;
  worker: GatheringWorker;
}

/**
 * The transport of a platform that has nothing but Postgres: an append-only log, a position for each consumer, and NOTIFY to
 * wake the readers. Needs a direct connection to the database, because a pooler does not pass LISTEN on.
 */
export class EmbeddedTransport implements Transport {
  readonly takeFromOutbox = takeFromOutbox;
  private readonly database: Database;
  private readonly readers = new Set<Reader>();
  private readonly listener: Worker;
  private listening: pg.Client | undefined;
  private closed = false;

  /**
   * @param url postgres:// URL of the database, not pooled
   * @param maxReaders shared subscriptions that are expected: each may hold a connection while it works
   */
  constructor(
    url: string,
    private readonly logger: Logger,
    maxReaders = 10,
  ) {
    // A pool of its own: a reader holds a connection while its consumer needs another one.
    this.database = new Database({ url, poolMax: maxReaders + 1, logger });
    this.listener = new Worker("embedded transport's listener", logger, () => this.listen());
  }

  /** Without a transaction of the caller's, one of its own. */
  publish(events: OutgoingEvent[], tx?: Sql): Promise<void> {
    return tx ? append(tx, events) : this.database.transaction((own) => append(own, events));
  }

  async subscribe(subscription: Subscription): Promise<RunningSubscription> {
    if (!this.listening) await this.listen();
    const readers = await Promise.all(subscription.topics.map((topic) => this.read(topic, subscription)));
    return {
      stop: async () => {
        await Promise.all(readers.map((stop) => stop()));
      },
    };
  }

  /** Reads one topic for a subscriber until the function that it returns is called. */
  private async read(topic: Topic, subscription: Subscription): Promise<() => Promise<void>> {
    const { consumer, delivery } = subscription;
    const handleBatch =
      delivery === "shared"
        ? await this.sharedReader(topic, subscription)
        : await this.broadcastReader(topic, subscription);
    let stopping = false;
    const work = async () => {
      while (!stopping && (await handleBatch()));
    };
    const worker = new GatheringWorker(`${consumer}'s reader of ${topic}`, this.logger, work, gatherMs[delivery]);
    const reader: Reader = { topic, worker };
    this.readers.add(reader);
    worker.wake();
    return () => {
      stopping = true;
      this.readers.delete(reader);
      return worker.stop();
    };
  }

  /** By the connection that listens, which a start needs anyway. */
  ready(): Promise<void> {
    return this.listen();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.listener.stop();
    await Promise.race([this.listening?.end(), pause(listenerCloseTimeoutMs, undefined, { ref: false })]);
    await this.database.close();
  }

  /** The position is locked while a batch is handled, so that replicas of a consumer take turns. */
  private async sharedReader(topic: Topic, { consumer, deliver }: Subscription) {
    await this.database.query(
      "insert into freehold.bus_offsets (consumer, topic, position) values ($1, $2, 0) on conflict do nothing",
      [consumer, topic],
    );
    return async (): Promise<boolean> => {
      const isFull = await this.database.transaction(async (tx) => {
        const { events, last, isFull } = await readBatch(
          tx,
          topic,
          "select position from freehold.bus_offsets where consumer = $2 and topic = $1 for update",
          [consumer],
        );
        if (last === undefined) return false;
        if ((await deliver(topic, events)) === "retry") return undefined;
        tx.atEnd("update freehold.bus_offsets set position = $3 where consumer = $1 and topic = $2", [
          ...[consumer, topic, last],
        ]);
        return isFull;
      });
      if (isFull === undefined) throw new Error(`${consumer} gave events of ${topic} back`);
      return isFull;
    };
  }

  private async broadcastReader(topic: Topic, { deliver }: Subscription) {
    const { rows } = await this.database.query<{ newest: number }>(
      "select coalesce(max(position), 0) as newest from freehold.bus_log where topic = $1",
      [topic],
    );
    let position = rows[0]?.newest ?? 0;
    return async (): Promise<boolean> => {
      const { events, last, isFull } = await readBatch(this.database, topic, "$2::bigint", [position]);
      if (events.length > 0) await deliver(topic, events);
      position = last ?? position;
      return isFull;
    };
  }

  /** Opens the connection that hears of new events, and wakes every reader, since some may have been missed. */
  private async listen(): Promise<void> {
    if (this.listening || this.closed) return;
    const client = this.database.newClient();
    const lost = () => {
      if (this.listening !== client) return;
      this.listening = undefined;
      this.listener.wake();
    };
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ payload }) => {
      for (const { topic, worker } of this.readers) if (topic === payload) worker.wake();
    });
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    this.listening = client;
    for (const { worker } of this.readers) worker.wake();
  }
}
