import { readSettings } from "../../../../services/runtime/settings/settings";
import { KafkaTransport } from "../../../../services/runtime/transports/kafka";
import { silent } from "../../../helpers/database";
import { makeTopics, type RunningKafka, startKafka } from "../../../helpers/kafka";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

describeReal("what is asked of Apache Kafka beside the events", ["kafka"], ({ kafka: libs }) => {
  let kafka: RunningKafka;
  let bus: KafkaTransport;
  beforeAll(async () => {
    kafka = await startKafka(libs);
    await makeTopics(kafka.brokers);
    bus = new KafkaTransport(readSettings({ KAFKA_BROKERS: kafka.brokers }).kafka, "test", silent);
  });
  afterAll(async () => {
    await bus.close();
    await kafka.stop();
  });

  test("the lag of a consumer is what it has not acknowledged", async () => {
    let open = false;
    const running = await bus.subscribe({
      topics: ["task-updates"],
      consumer: "slow",
      delivery: "shared",
      deliver: async () => (open ? "ack" : "retry"),
    });
    await bus.publish([1, 2, 3].map((n) => ({ topic: "task-updates", key: "k", event: { n } })));
    expect(await bus.lag()).toEqual([{ consumer: "slow", topic: "task-updates", events: 3 }]);
    open = true;
    await until("all is acknowledged", async () => (await bus.lag())[0]?.events === 0);
    await running.stop();
  });
});
