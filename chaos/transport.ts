import { pino } from "pino";
import type { RawPlaces } from "../scripts/dlq/raw";
import type { FreeholdEvent } from "../services/contracts/envelope";
import type { Topic } from "../services/contracts/topics";
import type { ServiceName } from "../services/definitions";
import type { TcpProxy } from "./proxy";

export const transportNames = ["embedded", "kafka", "dapr-redis", "dapr-kafka"] as const;
export type TransportName = (typeof transportNames)[number];

/** A replica's place on the transport. */
export interface Place {
  /** What the service must be told to use the transport. */
  environment: Record<string, string>;
  /** Ends the replica's sidecar by SIGKILL and starts it again there. Default: it has none. */
  killSidecar?: () => Promise<void>;
  /** Takes away what stands beside the replica. */
  stop(): Promise<void>;
}

export interface Destination {
  topic?: Topic;
  key?: string;
}

/** A broker, past the sidecars that speak to it. */
export interface BrokerItself {
  /** Puts a message on the topic task-events. */
  put(value: string): Promise<void>;
  /** Where `npx freehold dlq` finds it. */
  places: RawPlaces;
}

/** A transport for the workload, with a proxy before its broker. */
export interface ChaosTransport {
  proxy: TcpProxy;
  /** Makes a place for a replica, which may end and start there again; with Dapr it is a sidecar. */
  placeFor(service: ServiceName): Promise<Place>;
  /**
   * Rejects when the broker may not have them.
   * @param to the topic, and the key of all. Default: task-events, and the subject of each
   */
  publish(events: readonly FreeholdEvent[], to?: Destination): Promise<void>;
  /** Puts anything at all on the topic task-events, as somebody could who has nothing to do with us. */
  publishRaw(body: string | Buffer): Promise<void>;
  /** The broker behind the sidecars. Default: there are none. */
  broker?: BrokerItself;
  stop(): Promise<void>;
}

/** The logger of the harness's own place on the transport. */
export const silent = pino({ level: "silent" });

/** The topic that all chaos is about. */
export const topic: Topic = "task-events";

/** The database that is the broker of the embedded transport, and that Dapr keeps its state in. */
export interface ProxiedDatabase {
  url: string;
  proxy: TcpProxy;
}

/** Events as a transport takes them. */
export const outgoing = (events: readonly FreeholdEvent[], to: Destination = {}) =>
  events.map((event) => ({ topic: to.topic ?? topic, key: to.key ?? event.subject, event }) as const);

/** Whether what somebody publishes could be an event at all. */
export const isObject = (body: string | Buffer): boolean => body.toString().startsWith("{");

/** A place where nothing stands beside the replica. */
export const placeOf = (environment: Place["environment"]): Place => ({ environment, stop: async () => {} });
