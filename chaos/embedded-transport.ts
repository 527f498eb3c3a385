import pg from "pg";
import { EmbeddedTransport } from "../services/runtime/transports/embedded";
import { type ChaosTransport, isObject, outgoing, type ProxiedDatabase, placeOf, silent, topic } from "./transport";

/** The transport of `npm start`: a log in the database, so the proxy of the database is that of its broker. */
export async function embedded({ url, proxy }: ProxiedDatabase): Promise<ChaosTransport> {
  const transport = new EmbeddedTransport(url, silent);
  return {
    proxy,
    placeFor: async () => placeOf({ FREEHOLD_TRANSPORT: "embedded" }),
    publish: (events, to) => transport.publish(outgoing(events, to)),
    publishRaw: (body) => appendRaw(url, body),
    stop: () => transport.close(),
  };
}

/** The log keeps JSON only, so that nothing else can come from there: what is none is there as a string. */
async function appendRaw(url: string, body: string | Buffer): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("insert into freehold.bus_log (topic, event) values ($1, $2)", [
    topic,
    isObject(body) ? body : JSON.stringify(body.toString().replaceAll("\0", "")),
  ]);
  await client.query("select pg_notify('freehold_bus', $1)", [topic]);
  await client.end();
}
