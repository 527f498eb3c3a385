import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { FreeholdEvent } from "../contracts/envelope";
import type { EventType } from "../contracts/events";
import type { ServiceNeeds } from "../contracts/needs";
import type { Authenticate } from "./auth";
import type { Consumer } from "./consumer";
import type { Database, Transaction } from "./database";
import type { Metrics } from "./metrics";
import type { NewEvent } from "./outbox";
import type { Settings } from "./settings";

/** What the runtime gives a service to work with. */
export interface ServiceContext {
  settings: Settings;
  http: FastifyInstance;
  logger: Logger;
  metrics: Metrics;
  authenticate: Authenticate;
  /** @throws Error for a service that declares `poolMax: 0` */
  database(): Database;
  /** Writes an event to the outbox with the commit of `tx`; call `relay()` once that is done. */
  emit<T extends EventType>(tx: Transaction, event: NewEvent<T>): string;
  /** Has the outbox carried to the bus. */
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
export interface Service {
  needs: ServiceNeeds;
  /** Registers routes and makes the parts. Nothing runs yet. */
  create(context: ServiceContext): ServiceParts | Promise<ServiceParts>;
}
