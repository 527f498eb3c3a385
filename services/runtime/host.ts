import { types } from "node:util";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { type Authenticate, tokenAuthentication } from "./auth";
import { Database } from "./database";
import { decodeData, decodeEnvelope } from "./decode";
import { refuseOpenDoors } from "./doors";
import { FreeholdError, messageOf } from "./errors";
import { createHttp } from "./http";
import { DaprStateIdempotency } from "./idempotency/dapr-state";
import { inboxIdempotency } from "./idempotency/inbox";
import { Metrics } from "./metrics";
import { writeEvent } from "./outbox";
import { Processor } from "./processor";
import { OutboxRelay } from "./relay";
import { CleanUpOnWrites } from "./retention";
import type { Service, ServiceContext, ServiceParts } from "./service";
import type { Settings } from "./settings";
import type { RunningSubscription, Subscription, Transport } from "./transport";
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
  /** Stops taking work, finishes what is in hand, and closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts services in this process: database, bus, HTTP server, consumers and relay, in that order.
 * @throws FreeholdError SETTINGS_INVALID, KEYS_MISSING, PORT_TAKEN, BROKER_UNREACHABLE; nothing stays open then.
 */
export async function startHost({ services, settings, logger, authenticate }: HostOptions): Promise<RunningHost> {
  refuseOpenDoors(services, settings);
  const metrics = new Metrics();
  let ready = false;
  let stopping = false;
  const http = createHttp(logger, metrics, () => ready);
  /** What has been started, to be stopped in the reverse order. */
  const stops: (() => Promise<unknown>)[] = [];
  const processors: Processor[] = [];
  const stop = async () => {
    stopping = true;
    ready = false;
    for (const processor of processors) processor.halt();
    for (let last = stops.pop(); last; last = stops.pop()) await last();
  };

  try {
    const database = openDatabase(services, settings, metrics, logger);
    if (database) stops.push(() => database.close());
    const transport = openTransport(services, settings, http, logger);
    stops.push(() => transport.close());
    if (database) metrics.watchPool(database.pool);
    if (transport.lag) metrics.watchBroker(transport.lag);
    const relay = database && new OutboxRelay(database, transport, metrics, logger);
    const cleaner = database && new CleanUpOnWrites(database, settings.retention, logger);
    const wakeRelay = () => {
      relay?.wake();
      cleaner?.written();
    };
    if (cleaner) stops.push(() => cleaner.stop());
    if (relay) stops.push(() => relay.stop());
    stops.push(() => closeHttp(http));

    const withToken = tokenAuthentication(settings.auth);
    const idempotency = settings.idempotency === "inbox" ? inboxIdempotency : new DaprStateIdempotency(settings.dapr);
    const started: (() => void)[] = [];
    const subscriptions: (() => Promise<RunningSubscription>)[] = [];
    for (const { needs, create } of services) {
      const log = logger.child({ service: needs.name });
      const context: ServiceContext = {
        settings,
        http,
        logger: log,
        metrics,
        authenticate: authenticate ? authenticate(withToken) : withToken,
        database: () => {
          if (!database || needs.poolMax === 0) throw new Error(`${needs.name} declares that it needs no database`);
          return database;
        },
        emit: (tx, event) => writeEvent(tx, needs.name, event),
        relay: wakeRelay,
      };
      const parts = await create(context);
      const processor =
        parts.consumer &&
        new Processor({
          consumer: parts.consumer,
          database: context.database(),
          metrics,
          logger: log,
          wakeRelay,
          idempotency,
        });
      if (processor) {
        processors.push(processor);
        stops.push(() => processor.stop());
      }
      if (parts.stop) stops.push(parts.stop);
      started.push(() => {
        processor?.start();
        parts.start?.();
      });
      for (const delivery of ["shared", "broadcast"] as const) {
        const topics = needs.subscribes.filter((one) => one.delivery === delivery).map(({ topic }) => topic);
        if (topics.length === 0) continue;
        if (delivery === "shared") metrics.introduce(needs.name, topics);
        const deliver = delivery === "shared" ? shared(processor, needs.name) : broadcast(parts, log);
        subscriptions.push(() => transport.subscribe({ topics, consumer: needs.name, delivery, deliver }));
      }
    }

    // Dapr delivers by HTTP: the routes must be there before the server listens, and the server before the sidecar.
    if (settings.transport === "dapr") await subscribeAll(subscriptions, stops);
    const url = await listen(http, settings);
    if (settings.transport !== "dapr") await subscribeAll(subscriptions, stops);
    for (const start of started) start();
    wakeRelay();
    if (settings.transport === "dapr") {
      // The sidecar waits for this server before it is ready itself, so that waiting for it here would be for ever.
      const sidecar = new Worker("wait for the sidecar", logger, async () => {
        await transport.ready();
        ready = !stopping;
      });
      stops.push(() => sidecar.stop());
      sidecar.wake();
    } else {
      ready = true;
    }
    return { url, http, metrics, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function subscribeAll(subscriptions: (() => Promise<RunningSubscription>)[], stops: (() => Promise<unknown>)[]) {
  for (const subscribe of subscriptions) {
    const running = await subscribe();
    stops.push(() => running.stop());
  }
}

function shared(processor: Processor | undefined, name: string): Subscription["deliver"] {
  if (!processor) throw new Error(`${name} declares shared subscriptions, but has no consumer for them`);
  return (topic, raws) => processor.deliver(topic, raws);
}

const broadcast =
  ({ receive }: ServiceParts, logger: Logger): Subscription["deliver"] =>
  async (topic, raws) => {
    for (const raw of raws) {
      try {
        receive?.(decodeData(decodeEnvelope(raw), topic));
      } catch (error) {
        logger.warn({ err: error, topic }, "A broadcast event can't be read and is passed over");
      }
    }
    return "ack";
  };

function openDatabase(
  services: readonly Service[],
  { databaseUrl }: Settings,
  metrics: Metrics,
  logger: Logger,
): Database | undefined {
  const poolMax = services.reduce((sum, { needs }) => sum + needs.poolMax, 0);
  if (poolMax === 0) return undefined;
  if (!databaseUrl)
    throw new FreeholdError("SETTINGS_INVALID", "DATABASE_URL is missing: set it to a postgres:// URL.");
  return new Database({
    url: databaseUrl,
    poolMax,
    logger,
    observe: (seconds) => metrics.databaseRoundTrip.observe(seconds),
  });
}

/** Loads the one transport that is used: each of the others would cost start-up time and memory for nothing. */
function openTransport(
  services: readonly Service[],
  settings: Settings,
  http: FastifyInstance,
  logger: Logger,
): Transport {
  switch (settings.transport) {
    case "dapr": {
      const { DaprTransport } = require("./transports/dapr") as typeof import("./transports/dapr");
      return new DaprTransport(settings.dapr, http);
    }
    case "kafka": {
      const { KafkaTransport } = require("./transports/kafka") as typeof import("./transports/kafka");
      return new KafkaTransport(settings.kafka, services.map(({ needs }) => needs.name).join("+"), logger);
    }
    case "embedded": {
      const url = settings.databaseDirectUrl;
      if (!url)
        throw new FreeholdError("SETTINGS_INVALID", "The embedded bus needs DATABASE_URL: it lives in Postgres.");
      const { EmbeddedTransport } = require("./transports/embedded") as typeof import("./transports/embedded");
      const readers = services.reduce((sum, { needs }) => sum + needs.subscribes.length, 0);
      return new EmbeddedTransport(url, logger, readers);
    }
  }
}

/** Milliseconds that requests in hand have to be answered in during a stop. */
const drainTimeout = 10_000;

/** Finishes the requests in hand; a client that does not take its answer can't hold up the stop for ever. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => http.server.closeAllConnections(), drainTimeout);
  await http.close();
  clearTimeout(timer);
}

async function listen(http: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (cause) {
    if (types.isNativeError(cause) && "code" in cause && cause.code === "EADDRINUSE") {
      throw new FreeholdError(
        "PORT_TAKEN",
        `Port ${port} is taken by another program; choose one with --port or PORT.`,
        { cause },
      );
    }
    throw new FreeholdError("SETTINGS_INVALID", `HOST and PORT: ${messageOf(cause)}`, { cause });
  }
}
