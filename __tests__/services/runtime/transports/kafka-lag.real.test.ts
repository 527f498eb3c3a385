import { readSettings } from "../../../../services/runtime/settings/settings";
import { KafkaTransport } from "../../../../services/runtime/transports/kafka";
import { silent } from "../../../helpers/database";
import { makeTopics, type RunningKafka, startKafka } from "../../../helpers/kafka";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

describeReal("what is asked of Apache Kafka beside the events", ["kafka"], ({ kafka: libs }) => {
  let kafka: RunningKafka;
  let transport: KafkaTransport;
  beforeAll(async () => {
    kafka = await startKafka(libs);
    await makeTopics(kafka.brokers);
    transport = new KafkaTransport(readSettings({ KAFKA_BROKERS: kafka.brokers }).kafka, "test", silent);
  });
  afterAll(async () => {
    await transport.close();
    await kafka.stop();
  });

  test("the lag of a consumer is what it has not acknowledged", async () => {
    let open = false;
    const running = await transport.subscribe({
      topics: ["task-updates"],
      consumer: "slow",
      delivery: "shared",
      deliver: async () => (open ? "ack" : "retry"),
    });
    await transport.publish([1, 2, 3].map((n) => ({ topic: "task-updates", key: "k", event: { n } })));
    expect(await transport.lag()).toEqual([{ consumer: "slow", topic: "task-updates", events: 3 }]);
    open = true;
    await until("all is acknowledged", async () => (await transport.lag())[0]?.events === 0);
    await running.stop();
  });
});
