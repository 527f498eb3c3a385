import { envelopeSchema, eventJsonSchema, eventSchema } from "../../../services/contracts/envelope";
import { type EventType, eventTypes, isEventType, typesOfTopic } from "../../../services/contracts/events";
import { claimDays, deadLetterTopic, topicSettings, topics } from "../../../services/contracts/topics";
import { allNeeds } from "../../../services/needs";
import { aTask, created } from "../../helpers/events";

const types = Object.keys(eventTypes) as EventType[];

test.each(types)("the JSON Schema of %s changes only on purpose", (type) => {
  const schema = eventJsonSchema(type);
  expect(schema).toMatchObject({
    type: "object",
    properties: { type: { const: type }, specversion: { const: "1.0" } },
  });
  expect(schema.required).toEqual(
    expect.arrayContaining(["id", "source", "subject", "partitionkey", "time", "sequence", "ownerid", "actor", "data"]),
  );
  expect(schema).toMatchSnapshot();
});

test("every type names its version and belongs to one topic, and every topic has types", () => {
  expect(types.filter((type) => !/^freehold\.[a-z-]+\.[a-z]+\.v\d+$/.test(type))).toEqual([]);
  expect(topics.flatMap(typesOfTopic).sort()).toEqual([...types].sort());
  for (const topic of topics) expect(typesOfTopic(topic).length).toBeGreaterThan(0);
  expect(isEventType("toString")).toBe(false);
});

test("attribute names are what CloudEvents allows: lower-case letters and digits", () => {
  expect(
    Object.keys(eventSchema("freehold.task.created.v1").shape).filter((name) => !/^[a-z0-9]{1,20}$/.test(name)),
  ).toEqual([]);
});

test("an envelope is refused without an owner, an actor or a sequence, and keeps what others add", () => {
  const event = created(aTask());
  expect(envelopeSchema.parse({ ...event, pubsubname: "pubsub" })).toMatchObject({ pubsubname: "pubsub" });
  for (const name of ["ownerid", "actor", "sequence", "subject", "id"]) {
    expect(envelopeSchema.safeParse({ ...event, [name]: undefined }).success).toBe(false);
  }
  expect(envelopeSchema.safeParse({ ...event, sequence: 0 }).success).toBe(false);
});

test("a claim outlives every possible redelivery: the topic's retention and the age at which a dead letter is replayed", () => {
  for (const topic of topics) {
    const hours = topicSettings(topic).retentionHours + topicSettings(deadLetterTopic(topic)).retentionHours;
    expect(hours).toBeLessThanOrEqual(claimDays * 24);
  }
});

test("every topic has a writer and a reader, and no service is declared twice", () => {
  for (const topic of topics) {
    expect(allNeeds.filter(({ publishes }) => publishes.includes(topic)).length).toBeGreaterThan(0);
    expect(allNeeds.filter(({ subscribes }) => subscribes.some((one) => one.topic === topic)).length).toBeGreaterThan(
      0,
    );
  }
  expect(new Set(allNeeds.map(({ name }) => name)).size).toBe(allNeeds.length);
});
