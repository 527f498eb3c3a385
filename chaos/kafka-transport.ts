import { Kafka, logLevel } from "kafkajs";
import { makeTopics, startKafka } from "../__tests__/helpers/kafka";
import { programOf } from "../scripts/components/find";
import { readSettings } from "../services/runtime/settings/settings";
import { KafkaTransport } from "../services/runtime/transports/kafka";
import { startProxy } from "./proxy";
import { type ChaosTransport, outgoing, placeOf, silent, topic } from "./transport";

/** A port on this machine, as host:port. */
export const local = (port: number) => `127.0.0.1:${port}`;
/** The port of host:port. */
export const portOf = (address: string): number => Number(address.split(":")[1]);

/** Kafka with a proxy before each of its two doors. */
export async function proxiedKafka() {
  const [plain, secured] = [await startProxy(), await startProxy()];
  const broker = await startKafka(programOf("kafka"), {
    advertised: { plain: local(plain.port), secured: local(secured.port) },
  });
  plain.target = portOf(broker.brokers);
  secured.target = portOf(broker.secured.brokers);
  await makeTopics(local(plain.port));
  const put = async (value: string | Buffer) => {
    const producer = new Kafka({ brokers: [local(plain.port)], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    await producer.send({ topic, messages: [{ key: "raw", value }] });
    await producer.disconnect();
  };
  return {
    plain,
    secured,
    put,
    credentials: broker.secured,
    stop: async () => {
      await Promise.all([plain.close(), secured.close()]);
      await broker.stop();
    },
  };
}

/** kafkajs straight to the broker. */
export async function kafka(): Promise<ChaosTransport> {
  const { plain, put, stop } = await proxiedKafka();
  const environment = { FREEHOLD_TRANSPORT: "kafka", KAFKA_BROKERS: local(plain.port) };
  const transport = new KafkaTransport(readSettings(environment).kafka, "chaos", silent);
  return {
    proxy: plain,
    placeFor: async () => placeOf(environment),
    publish: (events, to) => transport.publish(outgoing(events, to)),
    publishRaw: put,
    stop: async () => {
      await transport.close();
      await stop();
    },
  };
}
