import type { FreeholdEvent } from "../../services/contracts/envelope";
import { maxEventBytes } from "../../services/contracts/limits";
import type { DeadLetter } from "../helpers/dead-letters";
import { aTask, created } from "../helpers/events";
import { until } from "../helpers/until";
import type { World } from "./world";

/** An event whose JSON has `bytes` bytes, its title made of `filling`. */
function eventOf(bytes: number, filling: string): FreeholdEvent<"freehold.task.created.v1"> {
  const empty = created(aTask({ title: "" }));
  const width = Buffer.byteLength(JSON.stringify(filling)) - 2;
  const left = bytes - Buffer.byteLength(JSON.stringify(empty));
  const title = filling.repeat(Math.floor(left / width)) + "x".repeat(left % width);
  return { ...empty, data: { task: { ...empty.data.task, title } } };
}

/** Bad input has one outcome on every transport: docs/reference/bad-input.md. */
export function refusals(world: World): void {
  const { applied, deadLetters, deadLetterOf, sequencesOf } = world;

  /** Publishes something, and after it an event that must not wait for it. */
  const beforeAnother = async (publish: () => Promise<void>): Promise<void> => {
    const next = created(aTask());
    await publish();
    await world.transport.publish([next]);
    await applied(next);
  };

  // Postgres, the broker of the embedded transport, and daprd give up on more.
  const levels = world.transportName === "kafka" ? 20_000 : 1_000;
  const invalid = ["EVENT_NOT_JSON", "EVENT_INVALID"];
  test.each<[string, string | Buffer, string[], (letter: DeadLetter) => boolean]>([
    ["is not JSON", "no JSON at all", invalid, ({ event }) => JSON.stringify(event).includes("no JSON at all")],
    ["is no text", Buffer.from([0, 0xff, 0xfe, 1]), invalid, ({ event }) => event !== null],
    ["is not a CloudEvent", '{"hello":"world"}', ["EVENT_INVALID"], ({ event }) => /hello/.test(JSON.stringify(event))],
    ["nests too deep", `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`, ["EVENT_INVALID"], () => true],
  ])("what %s becomes a dead letter once, and holds nothing up", async (_what, body, codes, isKept) => {
    const before = (await deadLetters()).length;
    await beforeAnother(() => world.transport.publishRaw(body));
    const letters = await until("it is a dead letter", async () => {
      const all = await deadLetters();
      return all.length > before ? all : undefined;
    });
    expect(letters).toHaveLength(before + 1);
    const [letter] = letters.slice(-1);
    expect(codes).toContain(letter?.code);
    expect(letter && isKept(letter)).toBe(true);
  });

  const good = created(aTask());
  test.each([
    ["of an unknown type", { type: "freehold.task.painted.v1" }, "EVENT_UNKNOWN_TYPE"],
    ["of a newer version", { type: "freehold.task.created.v2" }, "EVENT_UNKNOWN_TYPE"],
    ["of another topic", { type: "freehold.task-update.removed.v1" }, "EVENT_WRONG_TOPIC"],
    ["with wrong data", { data: { task: "none" } }, "EVENT_INVALID"],
    [
      "of 100 kB that breaks its schema",
      { data: { task: { ...good.data, title: "x".repeat(100_000) } } },
      "EVENT_INVALID",
    ],
  ])("an event %s becomes a dead letter with its reason, and holds nothing up", async (_what, changes, code) => {
    const event = { ...created(aTask()), ...changes } as FreeholdEvent;
    await beforeAnother(() => world.transport.publish([event]));
    expect(await deadLetterOf(event)).toMatchObject({ code, retries: 0 });
    expect(await sequencesOf(event.subject)).toEqual([]);
  });

  const levelsOf = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));
  // Right in everything else: data may have keys that its schema does not know.
  test.each([
    ["whose partition key is not its subject", { partitionkey: "another" }, "partitionkey"],
    ["that is nested too deep", { data: { ...good.data, further: levelsOf(100) } }, "nested too deep"],
  ])("an event %s becomes a dead letter that says so", async (_what, changes, reason) => {
    const before = (await deadLetters()).length;
    const event = { ...created(aTask()), ...changes };
    await beforeAnother(() => world.transport.publish([event]));
    const letters = await until("it is a dead letter", async () => {
      const all = (await deadLetters()).slice(before);
      return all.length > 0 && all;
    });
    expect(letters).toEqual([
      expect.objectContaining({ code: "EVENT_INVALID", reason: expect.stringContaining(reason) }),
    ]);
    expect(await sequencesOf(event.subject)).toEqual([]);
  });

  test("an event that is not nested too deep, and has unknown keys, is applied", async () => {
    const event = { ...created(aTask()), data: { ...good.data, further: levelsOf(50) } };
    await world.transport.publish([event]);
    await applied(event);
  });

  test("events that their publisher gave wrong keys on the broker are applied, in order by their sequence", async () => {
    const task = aTask();
    for (const sequence of [1, 2, 3, 4, 5, 6]) {
      await world.transport.publish([created(task, sequence)], { key: `wrong-${sequence}` });
    }
    await applied(created(task, 6));
    expect(await sequencesOf(task.id)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  // A sidecar writes "<" as six bytes, and Kafka takes a message of a megabyte.
  test.each(["<", "x", "\u0001", "\u00e9", "\ud83d\ude00"])(
    "the largest event that the outbox takes arrives, made of %j",
    async (filling) => {
      const event = eventOf(maxEventBytes, filling);
      expect(Buffer.byteLength(JSON.stringify(event))).toBe(maxEventBytes);
      await world.transport.publish([event]);
      await applied(event);
    },
  );

  test("of a larger one the beginning becomes a dead letter, once, and it holds nothing up", async () => {
    const sizes = [maxEventBytes + 10_000, 950_000];
    // Kafka itself refuses more than a megabyte, from any sender.
    if (world.transportName === "embedded" || world.transportName === "dapr-redis") sizes.push(3_000_000);
    for (const bytes of sizes) {
      const before = (await deadLetters()).length;
      await beforeAnother(() => world.transport.publish([eventOf(bytes, "x")]));
      const letters = await until("it is a dead letter", async () => {
        const all = (await deadLetters()).slice(before);
        return all.length > 0 ? all : undefined;
      });
      expect(letters).toEqual([
        expect.objectContaining({ code: "EVENT_TOO_LARGE", reason: expect.stringContaining(String(maxEventBytes)) }),
      ]);
      expect(JSON.stringify(letters[0]?.event).length).toBeLessThan(4_000);
    }
  });

  test("many large events at once are more than one message, and all arrive", async () => {
    const events = Array.from({ length: 15 }, () => eventOf(maxEventBytes, "x"));
    await world.transport.publish(events);
    for (const event of events) await applied(event);
  });
}
