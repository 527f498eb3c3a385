import { Kafka, logLevel } from "kafkajs";
import { startProxy, type TcpProxy } from "../../../../chaos/proxy";
import { waitForTransport } from "../../../../services/runtime/host/wait-for-transport";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { KafkaTransport } from "../../../../services/runtime/transports/kafka";
import { silent } from "../../../helpers/database";
import { makeTopics, startKafka } from "../../../helpers/kafka";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

/** What kafkajs does not recover from alone. */
describeReal("Apache Kafka at its worst", ["kafka"], ({ kafka: libs }) => {
  let proxy: TcpProxy;
  let brokers = "";
  const stops: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    proxy = await startProxy();
    brokers = `127.0.0.1:${proxy.port}`;
    const advertised = { plain: brokers, secured: "127.0.0.1:1" };
    const kafka = await startKafka(libs, { advertised });
    proxy.target = Number(kafka.brokers.split(":")[1]);
    await makeTopics(brokers);
    stops.push(kafka.stop, proxy.close);
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  const seen: unknown[] = [];
  const read = (transport: KafkaTransport, consumer: string) =>
    transport.subscribe({
      ...{ topics: ["reminders"], consumer, delivery: "shared" },
      deliver: async (_topic, raws) => {
        seen.push(...raws.map((raw) => JSON.parse(String(raw)).n));
        return "ack";
      },
    });
  const connect = () => new KafkaTransport(readSettings({ KAFKA_BROKERS: brokers }).kafka, "test", silent);
  const publish = (transport: KafkaTransport, n: number) =>
    transport.publish([{ topic: "reminders", key: "a", event: { n } }]);

  test("a broker that is away at the start is waited for", async () => {
    const transport = connect();
    proxy.cut();
    const asked = jest.spyOn(transport, "ready");
    const waiting = waitForTransport(transport, silent, new AbortController().signal);
    await until("it was asked in vain", () => asked.mock.calls.length >= 2);
    proxy.restore();
    await waiting;
    await publish(transport, 0);
    await transport.close();
  });

  test("a consumer that was given up is rebuilt", async () => {
    const client = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
    // Another one of the group that shares no protocol with ours: joining fails, and kafkajs does not try again.
    const other = client.consumer({ groupId: "rebuilt", partitionAssigners: [strangeAssigner] });
    await other.connect();
    await other.subscribe({ topics: ["reminders"] });
    const joined = new Promise((resolve) => other.on(other.events.GROUP_JOIN, resolve));
    await other.run({ eachMessage: async () => {} });
    await joined;
    const transport = connect();
    const rebuilds = jest.spyOn(Kafka.prototype, "consumer");
    const running = await read(transport, "rebuilt");
    await until("it was given up", () => rebuilds.mock.calls.length >= 2);
    await other.disconnect();
    await publish(transport, 1);
    await until("the event arrives", () => seen.includes(1));
    await running.stop();
    await transport.close();
  });

  test("connections that go silent and are never reset are replaced", async () => {
    const transport = connect();
    const running = await read(transport, "black-hole");
    await publish(transport, 2);
    await until("the event arrives", () => seen.includes(2));
    proxy.blackHole();
    expect(proxy.hit()).toBeGreaterThan(0);
    await publish(transport, 3);
    await until("the next one arrives", () => seen.includes(3));
    await running.stop();
    await transport.close();
  });
});

/** Named as no other is, which is all that the broker looks at. */
const strangeAssigner = () => ({
  name: "strange",
  version: 1,
  assign: async () => [],
  protocol: () => ({ name: "strange", metadata: Buffer.alloc(6) }),
});
