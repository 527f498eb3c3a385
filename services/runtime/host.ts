import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { ServiceNeeds } from "../contracts/needs";
import { type Authenticate, tokenAuthentication } from "./auth";
import { broadcast } from "./broadcast";
import type { Consumer } from "./consumer";
import type { Database } from "./database";
import { databaseRefusal, knock } from "./database-refusal";
import { refuseOpenDoors } from "./doors";
import { createHttp } from "./http";
import { DaprStateIdempotency } from "./idempotency/dapr-state";
import { closeHttp, listen } from "./listen";
import { Metrics } from "./metrics";
import { openDatabase } from "./open-database";
import { openTransport } from "./open-transport";
import { writeEvent } from "./outbox";
import { Processor } from "./processor";
import { OutboxRelay } from "./relay";
import { CleanUpOnWrites } from "./retention";
import type { Service, ServiceContext } from "./service";
import type { Settings } from "./settings";
import type { RunningSubscription, Subscription, Transport } from "./transport";
import { waitForBus } from "./wait-for-bus";
import { Worker } from "./worker";

export interface HostOptions {
  services: readonly Service[];
  settings: Settings;
  logger: Logger;
  /** How requests are authenticated. Default: by bearer token, with the keys of the settings. */
  authenticate?: (withToken: Authenticate) => Authenticate;
}

/** A running process of one or more services. */
export interface RunningHost {
  /** Where the HTTP server listens, as http://host:port. */
  url: string;
  http: FastifyInstance;
  metrics: Metrics;
  /** Is not ready from now on; after the settings' delay stops taking work, finishes what is in hand, and closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts services in this process: database, bus, HTTP server, consumers and relay, in that order. A bus that is away is
 * waited for; meanwhile the services are alive, and not ready.
 * @throws FreeholdError SETTINGS_INVALID, KEYS_MISSING, PORT_TAKEN, DATABASE_REFUSED; nothing stays open then.
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  refuseOpenDoors(options.services, options.settings);
  const host = new Host(options);
  try {
    return await host.start();
  } catch (error) {
    await host.stop();
    throw error;
  }
}

/** What all services of the process share. */
interface Shared {
  database: Database | undefined;
  transport: Transport;
  /** To be called after a commit that wrote an event. */
  wakeRelay: () => void;
}

/** Milliseconds after which a commit that had no answer is surely done or undone. */
const doubt = 5_000;

class Host {
  private readonly metrics = new Metrics();
  private readonly http: FastifyInstance;
  private readonly authenticate: Authenticate;
  private ready = false;
  private stopping = false;
  private readonly processors: Processor[] = [];
  private readonly subscriptions: (() => Promise<RunningSubscription>)[] = [];
  /** What begins to work once everything is up. */
  private readonly starts: (() => void)[] = [];
  /** What has been started, to be stopped in the reverse order. */
  private readonly stops: (() => Promise<unknown>)[] = [];

  constructor(private readonly options: HostOptions) {
    const withToken = tokenAuthentication(options.settings.auth);
    this.authenticate = options.authenticate?.(withToken) ?? withToken;
    this.http = createHttp(options.logger, this.metrics, () => this.ready);
  }

  async start(): Promise<RunningHost> {
    const shared = this.open();
    this.stops.push(() => closeHttp(this.http));
    for (const service of this.options.services) await this.add(service, shared);
    const url = await this.serve(shared);
    for (const start of this.starts) start();
    this.becomeReady(shared.transport);
    return { url, http: this.http, metrics: this.metrics, stop: () => this.stopLater() };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.ready = false;
    for (const processor of this.processors) processor.halt();
    for (let last = this.stops.pop(); last; last = this.stops.pop()) await last();
  }

  private async stopLater(): Promise<void> {
    this.stopping = true;
    this.ready = false;
    const { stopDelay } = this.options.settings;
    if (stopDelay > 0) await sleep(stopDelay * 1000);
    await this.stop();
  }

  /** The bus, and for services with a database that and its workers: the relay, and the clean-up on the back of writes. */
  private open(): Shared {
    const { services, settings, logger } = this.options;
    const transport = openTransport(services, settings, this.http, logger);
    const database = openDatabase(services, settings, transport, this.metrics, logger, {
      relay: () => relay.wake(),
      unsure: () => {
        relay.wakeIn(doubt);
        for (const processor of this.processors) processor.wakeIn(doubt);
      },
    });
    if (database) this.stops.push(() => database.close());
    this.stops.push(() => transport.close());
    if (transport.lag) this.metrics.watchBroker(transport.lag);
    if (!database) return { database, transport, wakeRelay: () => {} };
    this.metrics.watchPool(database.pool);
    const relay = new OutboxRelay(database, transport, this.metrics, logger);
    const cleaner = new CleanUpOnWrites(database, settings.retention, logger);
    this.stops.push(
      () => cleaner.stop(),
      () => relay.stop(),
    );
    this.starts.push(() => {
      relay.start();
      cleaner.written();
    });
    const wakeRelay = () => {
      if (!transport.takeFromOutbox) relay.wake();
      cleaner.written();
    };
    return { database, transport, wakeRelay };
  }

  /** Makes a service, and what carries out its subscriptions. */
  private async add({ needs, create }: Service, shared: Shared): Promise<void> {
    const logger = this.options.logger.child({ service: needs.name });
    const context = this.contextOf(needs, logger, shared);
    const parts = await create(context);
    const processor = parts.consumer && this.process(parts.consumer, context);
    if (parts.stop) this.stops.push(parts.stop);
    if (parts.start) this.starts.push(parts.start);
    for (const delivery of ["shared", "broadcast"] as const) {
      const topics = needs.subscribes.filter((one) => one.delivery === delivery).map(({ topic }) => topic);
      if (topics.length === 0) continue;
      if (delivery === "shared") this.metrics.introduce(needs.name, topics);
      const deliver =
        delivery === "shared" ? deliverTo(processor, needs.name) : broadcast(parts, needs.name, this.metrics, logger);
      this.subscriptions.push(() => shared.transport.subscribe({ topics, consumer: needs.name, delivery, deliver }));
    }
  }

  private contextOf(needs: ServiceNeeds, logger: Logger, { database, wakeRelay }: Shared): ServiceContext {
    return {
      settings: this.options.settings,
      http: this.http,
      logger,
      metrics: this.metrics,
      authenticate: this.authenticate,
      database: () => {
        if (!database || needs.poolMax === 0) throw new Error(`${needs.name} declares that it needs no database`);
        return database;
      },
      emit: (tx, event) => writeEvent(tx, needs.name, event),
      relay: wakeRelay,
    };
  }

  private process(consumer: Consumer, { database, logger, relay }: ServiceContext): Processor {
    const { idempotency, dapr } = this.options.settings;
    const processor = new Processor({
      consumer,
      database: database(),
      metrics: this.metrics,
      logger,
      wakeRelay: relay,
      idempotency: idempotency === "dapr-state" ? new DaprStateIdempotency(dapr) : undefined,
    });
    this.processors.push(processor);
    this.stops.push(() => processor.stop());
    this.starts.push(() => processor.start());
    return processor;
  }

  /** Subscribes and listens. Dapr delivers by HTTP: the routes must be there before the server listens. */
  private async serve({ database, transport }: Shared): Promise<string> {
    const { settings } = this.options;
    const isDapr = settings.transport === "dapr";
    if (isDapr) await this.subscribe();
    // All at once. When one fails the others are waited for, so that what they opened is closed.
    const failure = new AbortController();
    const orAbort = <Result>(work: Promise<Result>): Promise<Result> =>
      work.catch((error) => {
        failure.abort(error);
        throw error;
      });
    const [knocking, listening, subscribing] = await Promise.allSettled([
      database && orAbort(knock(database)),
      orAbort(listen(this.http, settings)),
      isDapr ? undefined : this.subscribeTo(transport, failure.signal),
    ]);
    if (knocking.status === "rejected") throw knocking.reason;
    if (listening.status === "rejected") throw listening.reason;
    if (subscribing.status === "rejected")
      throw databaseRefusal(subscribing.reason, "DATABASE_DIRECT_URL") ?? subscribing.reason;
    return listening.value;
  }

  private async subscribeTo(transport: Transport, signal: AbortSignal): Promise<void> {
    if (this.subscriptions.length === 0) return;
    await waitForBus(transport, this.options.logger, signal);
    await this.subscribe();
  }

  private async subscribe(): Promise<void> {
    for (const subscribe of this.subscriptions) {
      const running = await subscribe();
      this.stops.push(() => running.stop());
    }
  }

  private becomeReady(transport: Transport): void {
    if (this.options.settings.transport !== "dapr") {
      this.ready = true;
      return;
    }
    // The sidecar waits for this server before it is ready itself, so that waiting for it in the start would be for ever.
    const sidecar = new Worker("wait for the sidecar", this.options.logger, async () => {
      await transport.ready();
      this.ready = !this.stopping;
    });
    this.stops.push(() => sidecar.stop());
    sidecar.wake();
  }
}

function deliverTo(processor: Processor | undefined, name: string): Subscription["deliver"] {
  if (!processor) throw new Error(`${name} declares shared subscriptions, but has no consumer for them`);
  return (topic, raws) => processor.deliver(topic, raws);
}
