import { startProxy, type TcpProxy } from "../../chaos/proxy";
import { startTransport } from "../../chaos/start-transport";
import type { ChaosTransport, Place, TransportName } from "../../chaos/transport";
import { definition } from "../../services/audit-consumer/definition";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import type { RunningHost } from "../../services/runtime/host/host";
import { type TestDatabase, useDatabase } from "../helpers/database";
import { type DeadLetter, deadLettersIn } from "../helpers/dead-letters";
import { until } from "../helpers/until";
import { effectsTable, launchReplica, recorder, type Script, startReplica } from "./replica";

/** A transport, a database behind a proxy, and one replica of a consumer that writes a row for each event. */
export interface World {
  transportName: TransportName;
  readonly db: TestDatabase;
  readonly transport: ChaosTransport;
  /** URL of the database, through the proxy. */
  readonly url: string;
  /** The running replica. */
  readonly host: RunningHost;
  /** What the consumer does beside its effect, until the end of the test. */
  script: Script;
  /** Starts the replica again after its `host` was stopped, and waits until it takes events. */
  start(): Promise<void>;
  /** The same with further environment variables, and without waiting. */
  launch(environment: Record<string, string>): Promise<void>;
  /** The sequences of a subject's effects, in the order in which they ran. */
  sequencesOf(subject: string): Promise<number[]>;
  /** Waits until an event has had its effect. */
  applied(event: FreeholdEvent): Promise<unknown>;
  deadLetters(): Promise<DeadLetter[]>;
  /** Waits for the dead letter of an event. */
  deadLetterOf(event: { id: string }): Promise<DeadLetter>;
}

/** The world of one test file, on the real components of a transport. */
export function useWorld(transportName: TransportName): World {
  const db = useDatabase();
  let proxy: TcpProxy;
  let url: string;
  let transport: ChaosTransport;
  let place: Place;
  let host: RunningHost;
  let script: Script = () => {};

  const service = recorder((event, attempt) => script(event, attempt));
  const start = async () => {
    host = await startReplica(service, place, url);
  };
  const launch = async (environment: Record<string, string>) => {
    host = await launchReplica(service, { ...place, environment: { ...place.environment, ...environment } }, url);
  };
  beforeAll(async () => {
    await db.database.query(effectsTable);
    proxy = await startProxy(Number(new URL(db.url).port));
    url = db.url.replace(/:\d+\//, `:${proxy.port}/`);
    transport = await startTransport(transportName, { url, proxy });
    place = await transport.placeFor(definition.name);
    await start();
  }, 900_000);
  db.closeFirst(async () => {
    await host.stop();
    await place.stop();
    await transport.stop();
    await proxy.close();
  });
  beforeEach(() => {
    script = () => {};
  });

  const sequencesOf = async (subject: string): Promise<number[]> => {
    const { rows } = await db.database.query<{ sequence: number }>(
      "select sequence from public.effects where subject = $1 order by at",
      [subject],
    );
    return rows.map(({ sequence }) => sequence);
  };
  const deadLetters = () => deadLettersIn(db.database);
  return {
    transportName,
    db,
    get transport() {
      return transport;
    },
    get url() {
      return url;
    },
    get host() {
      return host;
    },
    get script() {
      return script;
    },
    set script(next) {
      script = next;
    },
    start,
    launch,
    sequencesOf,
    applied: (event) =>
      until(`event ${event.sequence} of ${event.subject} is applied`, async () =>
        (await sequencesOf(event.subject)).includes(event.sequence),
      ),
    deadLetters,
    deadLetterOf: (event) =>
      until("the event is a dead letter", async () =>
        (await deadLetters()).find(({ event_id }) => event_id === event.id),
      ),
  };
}
