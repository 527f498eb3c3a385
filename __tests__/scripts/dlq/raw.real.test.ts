import { Kafka, logLevel } from "kafkajs";
import { z } from "zod";
import { listRaw } from "../../../scripts/dlq/raw";
import type { FreeholdEvent } from "../../../services/contracts/envelope";
import { deadLetter } from "../../../services/runtime/consumer/dead-letter";
import { readSettings } from "../../../services/runtime/settings/settings";
import { silent, useDatabase } from "../../helpers/database";
import { aTask, created } from "../../helpers/events";
import { makeTopics, type RunningKafka, startKafka } from "../../helpers/kafka";
import { describeReal } from "../../helpers/real";
import { type RunningRedis, startRedis } from "../../helpers/redis";
import { runScript } from "../../helpers/run-script";

const hour = 3_600_000;
const topic = "task-events.dlq";

/** A broker that holds dead letters of its own. */
interface Broker {
  /** How the command is told of it. */
  args: string[];
  environment: Record<string, string>;
  /** Puts messages on the dead-letter topic, as the broker would, `age` milliseconds ago. */
  put(values: string[], age?: number): Promise<void>;
  /** The events that came to the topic itself. */
  sent(): Promise<string[]>;
}

const listSchema = z.object({
  brokerSeen: z.boolean(),
  deadLetters: z.array(
    z.object({
      id: z.string(),
      consumer: z.string(),
      subject: z.string().nullable(),
      status: z.string(),
      replayable: z.boolean(),
    }),
  ),
});

function theView(useBroker: () => () => Broker): void {
  const db = useDatabase();
  const broker = useBroker();
  const events = [created(aTask()), created(aTask()), created(aTask())] as const;
  const [whole, old, ofConsumer] = events;

  const dlq = (...args: string[]) =>
    runScript("scripts/dlq.ts", [...args, ...broker().args], { DATABASE_URL: db.url, ...broker().environment });
  const list = async (...filter: string[]) =>
    listSchema.parse(JSON.parse((await dlq("list", "--json", ...filter)).stdout)).deadLetters;
  const idOf = async ({ subject }: FreeholdEvent) =>
    (await list()).find((letter) => letter.subject === subject)?.id ?? "none";
  const sentSubjects = async () => (await broker().sent()).map((value) => JSON.parse(value).subject);

  beforeAll(async () => {
    const record = { consumer: "audit-consumer", eventId: ofConsumer.id, deadAt: new Date().toISOString() };
    await broker().put([JSON.stringify(old)], 100 * hour);
    await broker().put([JSON.stringify(whole), "no event at all", JSON.stringify({ ...record, event: ofConsumer })]);
    await db.database.transaction((tx) =>
      deadLetter(tx, "audit-consumer", "task-events", ofConsumer, {
        error: new Error("Boom"),
        retries: 3,
        firstFailedAt: new Date(),
      }),
    );
    await db.database.query("truncate freehold.outbox");
  });

  test("those of consumers and of the broker are listed together, each once", async () => {
    const letters = await list();
    expect(letters.map(({ consumer, subject, replayable }) => [consumer, subject, replayable])).toEqual([
      ["(broker)", old.subject, true],
      ["(broker)", whole.subject, true],
      ["(broker)", null, false],
      ["audit-consumer", ofConsumer.subject, true],
    ]);
    const { stdout, stderr } = await dlq("list");
    expect(stdout).toContain(`(broker)\ttask-events\t${whole.type}\tNOT_DELIVERED\tdead`);
    expect(stderr).toContain("1 dead letters of consumers, 3 of the broker itself");
  });

  test("filters hold for both", async () => {
    expect(await list("--consumer", "(broker)")).toHaveLength(3);
    expect(await list("--subject", whole.subject)).toHaveLength(1);
    expect(await list("--topic", "reminders")).toEqual([]);
    expect(await list("--until", new Date(Date.now() - hour).toISOString())).toHaveLength(1);
  });

  test("one of the broker is shown whole", async () => {
    const { stdout } = await dlq("show", await idOf(whole));
    expect(JSON.parse(stdout)).toMatchObject({ code: "NOT_DELIVERED", event: whole });
  });

  test("a replay sends one of the broker once, however often it is made, and the list says so", async () => {
    const id = await idOf(whole);
    expect(await dlq("replay", "--subject", whole.subject, "--dry-run", "--json")).toMatchObject({
      stdout: `${JSON.stringify({ wouldReplay: [id] })}\n`,
    });
    expect(await sentSubjects()).toEqual([]);
    expect(await dlq("replay", id)).toMatchObject({ code: 0, stdout: `${id}\treplaying\n`, stderr: "1 of 1\n" });
    expect(await dlq("replay", id)).toMatchObject({ code: 0, stdout: `${id}\tunchanged\n` });
    expect(await sentSubjects()).toEqual([whole.subject]);
    expect((await list("--subject", whole.subject)).map(({ status }) => status)).toEqual(["replayed"]);
  });

  test("one that is too old is refused unless forced; one that is no event, and one that is not there, always", async () => {
    const id = await idOf(old);
    expect(await dlq("replay", id)).toMatchObject({ code: 2, stdout: `${id}\ttoo old\n` });
    expect(await dlq("replay", id, "--force")).toMatchObject({ code: 0, stdout: `${id}\treplaying\n` });
    const garbage = (await list()).find(({ replayable }) => !replayable)?.id ?? "";
    expect(await dlq("replay", garbage)).toMatchObject({ code: 2, stdout: `${garbage}\tnot replayable\n` });
    expect(await dlq("replay", `${topic}/0/4711`)).toMatchObject({ code: 2, stdout: `${topic}/0/4711\tunknown\n` });
    // Two tasks, so perhaps two partitions: between those a consumer may see either first.
    expect((await sentSubjects()).sort()).toEqual([whole.subject, old.subject].sort());
  });
}

describeReal("Dead letters on Kafka", ["kafka"], ({ kafka: libs }) => {
  let kafka: RunningKafka;
  let client: Kafka;
  beforeAll(async () => {
    kafka = await startKafka(libs);
    client = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING });
  });
  afterAll(() => kafka.stop());

  const put = async (values: string[], age = 0) => {
    const producer = client.producer();
    await producer.connect();
    const timestamp = String(Date.now() - age);
    await producer.send({ topic, messages: values.map((value) => ({ value, timestamp })) });
    await producer.disconnect();
  };
  const sent = async () => {
    const consumer = client.consumer({ groupId: `test-${Date.now()}` });
    const values: string[] = [];
    const admin = client.admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets("task-events");
    await admin.disconnect();
    const total = offsets.reduce((sum, { high }) => sum + Number(high), 0);
    if (total === 0) return [];
    await consumer.connect();
    await consumer.subscribe({ topics: ["task-events"], fromBeginning: true });
    await new Promise<void>((resolve) => {
      void consumer.run({
        eachMessage: async ({ message }) => {
          values.push(String(message.value));
          if (values.length === total) resolve();
        },
      });
    });
    await consumer.disconnect();
    return values;
  };

  test("a broker without the topics has none", async () => {
    const { kafka: settings } = readSettings({ KAFKA_BROKERS: kafka.brokers });
    expect(await listRaw({ kafka: settings, redis: undefined }, silent)).toEqual([]);
  });

  test("a broker that refuses the user is named as the problem", async () => {
    const { stderr, code } = await runScript("scripts/dlq.ts", ["list"], {
      DATABASE_URL: "postgres://127.0.0.1:1/none",
      KAFKA_BROKERS: kafka.secured.brokers,
      KAFKA_USERNAME: kafka.secured.username,
      KAFKA_PASSWORD: "a wrong one",
      NODE_EXTRA_CA_CERTS: kafka.secured.certificateFile,
    });
    expect(stderr).toContain("check address, TLS and user");
    expect(code).toBe(1);
  });

  describe("with SASL over TLS, as on Redpanda", () => {
    theView(() => {
      beforeAll(() => makeTopics(kafka.brokers));
      return () => ({
        args: [],
        environment: {
          KAFKA_BROKERS: kafka.secured.brokers,
          KAFKA_USERNAME: kafka.secured.username,
          KAFKA_PASSWORD: kafka.secured.password,
          NODE_EXTRA_CA_CERTS: kafka.secured.certificateFile,
        },
        put,
        sent,
      });
    });
  });

  describe("without encryption", () => {
    const db = useDatabase();
    test("the same are listed", async () => {
      const environment = { DATABASE_URL: db.url, KAFKA_BROKERS: kafka.brokers };
      const { stdout } = await runScript("scripts/dlq.ts", ["list", "--json"], environment);
      const { brokerSeen, deadLetters } = listSchema.parse(JSON.parse(stdout));
      expect(brokerSeen).toBe(true);
      expect(deadLetters.map(({ consumer }) => consumer)).toEqual(["(broker)", "(broker)", "(broker)"]);
    });
  });
});

describeReal("Dead letters on Redis", ["redis"], ({ redis: program }) =>
  theView(() => {
    let redis: RunningRedis;
    beforeAll(async () => {
      redis = await startRedis(program, (data) => ["--dir", data, "--requirepass", "secret-of-the-test"]);
    });
    afterAll(() => redis.stop());
    const cli = (...args: string[]) => redis.cli("-a", "secret-of-the-test", "--no-auth-warning", ...args);
    return () => ({
      args: ["--redis", redis.host],
      environment: { REDISCLI_AUTH: "secret-of-the-test" },
      put: async (values, age = 0) => {
        for (const value of values) {
          cli("XADD", topic, age > 0 ? `${Date.now() - age}-0` : "*", "data", value, "metadata", "{}");
        }
      },
      sent: async () => {
        const schema = z.array(z.tuple([z.string(), z.tuple([z.literal("data"), z.string()])]));
        return schema.parse(JSON.parse(cli("--json", "XRANGE", "task-events", "-", "+"))).map(([, [, data]]) => data);
      },
    });
  }),
);
