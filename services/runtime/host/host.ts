import type { FastifyInstance } from "fastify";
import { writes } from "../../contracts/service-definition";
import { timeBudgets } from "../../contracts/time-budgets";
import { broadcast } from "../consumer/broadcast";
import type { Consumer } from "../consumer/consumer";
import { deliverTo } from "../consumer/deliver-to";
import { DaprStateIdempotency } from "../consumer/idempotency/dapr-state";
import { Processor } from "../consumer/processor";
import { unlessAborted } from "../core/unless-aborted";
import { Worker } from "../core/worker";
import type { Database } from "../database/database";
import { databaseRefusal, verifyLogin } from "../database/database-refusal";
import { CleanUpOnWrites } from "../database/retention";
import { createHttp } from "../http/http";
import { closeHttp, listen } from "../http/listen";
import { RouteDrain } from "../http/route-drain";
import { OutboxRelay } from "../outbox/relay";
import { Metrics } from "../telemetry/metrics";
import type { Transport } from "../transports/transport";
import { assertAuthConfigured } from "./assert-auth-configured";
import type { HostOptions } from "./host-options";
import { type Authentication, openAuthentication } from "./open-authentication";
import { openDatabase } from "./open-database";
import { openTransport } from "./open-transport";
import type { Service, ServiceContext } from "./service";
import { serviceContext } from "./service-context";
import { startTracing } from "./start-tracing";
import { StopSequence } from "./stop-sequence";
import { Subscriptions } from "./subscriptions";

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
 * Starts services in this process: database, transport, HTTP server, consumers and relay, in that order. A transport that is away is
 * waited for; meanwhile the services are alive, and not ready.
 * @throws FreeholdError SETTINGS_INVALID, KEYS_MISSING, PORT_TAKEN, DATABASE_REFUSED, or the reason of `signal`; nothing
 * stays open then.
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  assertAuthConfigured(options.services, options.settings);
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
  /** Undefined when no service of the process publishes or subscribes. */
  transport: Transport | undefined;
  /** To be called after a commit that wrote an event. */
  wakeRelay: () => void;
  /** To be called after any other commit. */
  written: () => void;
}

const { closeMs, inHandMs, relayMs, requestsMs, traceFlushMs, unknownCommitDelayMs } = timeBudgets;

class Host {
  private readonly metrics = new Metrics();
  private readonly http: FastifyInstance;
  private readonly routes: RouteDrain;
  /** A process that writes nothing leaves the outbox and what is old to those that do. */
  private readonly isWriter: boolean;
  private ready = false;
  private database: Database | undefined;
  private stopping = false;
  private readonly processors: Processor[] = [];
  private readonly subscriptions: Subscriptions;
  /** What begins to work once everything is up. */
  private readonly starts: (() => void)[] = [];
  /** What has been started, to be stopped in the reverse order. */
  private readonly stops: StopSequence;

  constructor(private readonly options: HostOptions) {
    this.isWriter = options.services.some(({ definition }) => writes(definition));
    // One that only looks sessions up goes on for those whom it knows, and for signed tokens.
    const isReady = () => this.ready && !(this.isWriter && this.database?.isAway);
    this.http = createHttp(options.logger, this.metrics, isReady);
    this.routes = new RouteDrain(this.http);
    const names = options.services.map(({ definition }) => definition.name);
    this.metrics.watchServices(names, isReady);
    this.stops = new StopSequence(options.logger);
    this.subscriptions = new Subscriptions(options.logger, (running) =>
      this.stops.push("subscription", inHandMs + closeMs, () => running.stop()),
    );
  }

  async start(): Promise<RunningHost> {
    const { services, settings, logger } = this.options;
    const stopTracing = startTracing(services, settings, this.metrics, logger);
    if (stopTracing) this.stops.push("traces", traceFlushMs, stopTracing);
    const shared = this.open();
    this.stops.push("HTTP server", requestsMs + closeMs, () => closeHttp(this.http));
    const authentication = openAuthentication(shared.database, this.options);
    for (const service of services) await this.add(service, { ...shared, ...authentication });
    const url = await this.serve(shared);
    this.options.signal?.throwIfAborted();
    for (const start of this.starts) start();
    this.becomeReady(shared.transport);
    return { url, http: this.http, metrics: this.metrics, stop: () => this.drain(shared) };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.ready = false;
    for (const processor of this.processors) processor.beginDrain();
    await this.stops.run();
  }

  /** Goes on answering until clients and sidecar have learned that this process stops. */
  private async drain({ transport }: Shared): Promise<void> {
    this.stopping = true;
    this.ready = false;
    await Promise.all([this.routes.drain(this.options.settings.stopDelay), transport?.ceased?.()]);
    await this.stop();
  }

  /** The transport, and for services with a database that and its workers: the relay, and the clean-up on the back of writes. */
  private open(): Shared {
    const { services, settings, logger } = this.options;
    const transport = openTransport(services, settings, this.http, logger);
    const database = openDatabase(services, settings, transport, this.metrics, logger, {
      relay: () => relay?.wake(),
      onUnknownCommit: () => {
        relay?.wakeIn(unknownCommitDelayMs);
        for (const processor of this.processors) processor.wakeIn(unknownCommitDelayMs);
      },
    });
    this.database = database;
    if (database) this.stops.push("database", closeMs, () => database.close());
    if (transport) this.stops.push("transport", closeMs, () => transport.close());
    if (transport?.lag) this.metrics.watchBroker(transport.lag);
    const relay = this.isWriter
      ? database && transport && new OutboxRelay(database, transport, this.metrics, logger)
      : undefined;
    if (!database || !this.isWriter) return { database, transport, wakeRelay: () => {}, written: () => {} };
    const expiries = services.flatMap(({ definition }) => definition.expires ?? []);
    const cleaner = new CleanUpOnWrites(database, settings.retention, expiries, logger);
    this.stops.push("clean-up", closeMs, () => cleaner.stop());
    if (relay) this.stops.push("outbox relay", relayMs, () => relay.stop());
    this.starts.push(() => {
      relay?.start();
      cleaner.written();
    });
    const wakeRelay = () => {
      if (!transport?.takeFromOutbox) relay?.wake();
      cleaner.written();
    };
    return { database, transport, wakeRelay, written: () => cleaner.written() };
  }

  /** Makes a service, and what carries out its subscriptions. */
  private async add({ definition, create }: Service, shared: Shared & Authentication): Promise<void> {
    const { name, subscribes } = definition;
    const logger = this.options.logger.child({ service: name });
    const { settings } = this.options;
    const { transport: _, written, ...given } = shared;
    const context = serviceContext(definition, { settings, http: this.http, metrics: this.metrics, logger, ...given });
    const parts = await create(context);
    const processor = parts.consumer && this.process(parts.consumer, context, written);
    if (parts.stop) this.stops.push(name, inHandMs, parts.stop);
    if (parts.start) this.starts.push(parts.start);
    for (const delivery of ["shared", "broadcast"] as const) {
      const topics = subscribes.filter((one) => one.delivery === delivery).map(({ topic }) => topic);
      if (topics.length === 0) continue;
      if (delivery === "shared") this.metrics.initCounters(name, topics);
      const deliver = delivery === "shared" ? deliverTo(processor, name) : broadcast(parts, name, this.metrics, logger);
      this.subscriptions.add({ topics, consumer: name, delivery, deliver });
    }
  }

  private process(consumer: Consumer, { database, logger, relay }: ServiceContext, written: () => void): Processor {
    const { idempotency, dapr } = this.options.settings;
    const processor = new Processor({
      consumer,
      database: database(),
      metrics: this.metrics,
      logger,
      wakeRelay: relay,
      committed: written,
      idempotency: idempotency === "dapr-state" ? new DaprStateIdempotency(dapr) : undefined,
    });
    this.processors.push(processor);
    this.stops.push(`${consumer.name}'s parked events`, inHandMs + closeMs, () => processor.stop());
    this.starts.push(() => processor.start());
    return processor;
  }

  /** Subscribes and listens. Dapr delivers by HTTP: the routes must be there before the server listens. */
  private async serve({ database, transport }: Shared): Promise<string> {
    const { settings } = this.options;
    const isDapr = settings.transport === "dapr";
    if (isDapr && transport) await this.subscriptions.start(transport);
    // All at once. When one fails the others are waited for, so that what they opened is closed.
    const failure = new AbortController();
    const orAbort = <Result>(work: Promise<Result>): Promise<Result> =>
      work.catch((error) => {
        failure.abort(error);
        throw error;
      });
    const starting = Promise.allSettled([
      database && orAbort(verifyLogin(database)),
      orAbort(listen(this.http, settings)),
      isDapr || !transport ? undefined : this.subscriptions.startWhenReady(transport, failure.signal),
    ]);
    const [knocking, listening, subscribing] = await unlessAborted(starting, this.options.signal, failure);
    if (knocking.status === "rejected") throw knocking.reason;
    if (listening.status === "rejected") throw listening.reason;
    if (subscribing.status === "rejected")
      throw databaseRefusal(subscribing.reason, "DATABASE_DIRECT_URL") ?? subscribing.reason;
    return listening.value;
  }

  /**
   * Ready means: does what it is there for. A service that only publishes does so without its sidecar, since its events
   * wait in the outbox; one that subscribes does nothing without.
   */
  private becomeReady(transport: Transport | undefined): void {
    if (this.options.settings.transport !== "dapr" || this.subscriptions.isEmpty) this.ready = true;
    if (!transport || this.options.settings.transport !== "dapr") return;
    // The sidecar waits for this server before it is ready itself, so that waiting for it in the start would be for ever.
    const sidecar = new Worker("wait for the sidecar", this.options.logger, async () => {
      await transport.ready();
      this.ready = !this.stopping;
    });
    // A look that is in hand changes nothing any more, and may take as long as the sidecar does not answer.
    this.stops.push("wait for the sidecar", closeMs, async () => void sidecar.stop());
    sidecar.wake();
  }
}
