import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { FreeholdEvent } from "../../contracts/envelope";
import type { EventType } from "../../contracts/events";
import type { ServiceDefinition } from "../../contracts/service-definition";
import type { DeclaredSettings, ValuesOf } from "../../contracts/setting";
import type { Consumer } from "../consumer/consumer";
import type { Database, Transaction } from "../database/database";
import type { Authenticate } from "../http/auth";
import type { NewEvent } from "../outbox/outbox";
import type { Settings } from "../settings/settings";
import type { Metrics } from "../telemetry/metrics";

/** What the runtime gives a service to work with. */
export interface ServiceContext<Own extends DeclaredSettings = DeclaredSettings> {
  settings: Settings;
  /** The settings that the service declares of its own. */
  own: ValuesOf<Own>;
  http: FastifyInstance;
  logger: Logger;
  metrics: Metrics;
  authenticate: Authenticate;
  /** To be called when a session or a personal token has ended, or a role changed: this process believes it no longer. */
  forgetCredentials(): void;
  /** @throws Error for a service that declares `poolMax: 0` */
  database(): Database;
  /** Writes an event to the outbox with the commit of `tx`; call `relay()` once that is done. */
  emit<T extends EventType>(tx: Transaction, event: NewEvent<T>): string;
  /** Has the outbox carried to the transport. */
  relay(): void;
}

/** What a service is made of. Each part is optional. */
export interface ServiceParts {
  /** Handles the events of the shared subscriptions. */
  consumer?: Consumer;
  /** Takes the events of the broadcast subscriptions; nothing is kept of them, and it must not throw. */
  receive?: (event: FreeholdEvent) => void;
  /** Called once everything that the service needs is up. */
  start?: () => void;
  /** Finishes what is in hand. */
  stop?: () => Promise<void>;
}

/** One service: what it declares, and how it is made in a process of its own or beside others. */
export interface Service<Own extends DeclaredSettings = DeclaredSettings> {
  definition: ServiceDefinition<string, Own>;
  /** Registers routes and creates the parts, without starting them. */
  create(context: ServiceContext<Own>): ServiceParts | Promise<ServiceParts>;
}
