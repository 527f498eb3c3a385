import { TerminalError } from "../../../../services/runtime/core/errors";
import { useDatabase } from "../../../helpers/database";
import { aTask, created, updated } from "../../../helpers/events";
import { endlessly, topic, useProcessors } from "../../../helpers/processors";
import { until } from "../../../helpers/until";

const db = useDatabase();
const { start } = useProcessors(db);

describe("a batch", () => {
  const tasks = Array.from({ length: 4 }, () => aTask());
  /** Three events of each of four tasks, mixed, each task in its order. */
  const mixed = () => [1, 2, 3].flatMap((n) => tasks.map((task) => (n === 1 ? created(task, 1) : updated(task, n))));

  test("is one transaction: its effects become visible together", async () => {
    const { processor, effects, name } = start();
    const batch = mixed();
    const transactions = jest.spyOn(db.database, "transaction");
    expect(await processor.deliver(topic, batch)).toBe("ack");
    expect(transactions).toHaveBeenCalledTimes(1);
    transactions.mockRestore();
    expect(await effects()).toEqual(batch.map((event) => event.id));
    const { rows } = await db.database.query("select sequence, waiting from freehold.progress where consumer = $1", [
      name,
    ]);
    expect(rows).toEqual(Array(4).fill({ sequence: 3, waiting: false }));
  });

  test("with the same event twice in it, or redelivered, has each effect once", async () => {
    const { processor, effects } = start();
    const batch = mixed();
    await processor.deliver(topic, [...batch, ...batch]);
    await processor.deliver(topic, batch);
    expect(await effects()).toEqual(batch.map((event) => event.id));
  });

  test("in any order applies each task in its order", async () => {
    const { processor, effects } = start();
    const batch = mixed();
    await processor.deliver(topic, [...batch].reverse());
    await until("all are applied", async () => (await effects()).length === batch.length);
    const done = await effects();
    for (const task of tasks) {
      const own = batch.filter((event) => event.subject === task.id).map((event) => event.id);
      expect(done.filter((id) => own.includes(id))).toEqual(own);
    }
  });

  test("with events that fail in it keeps these apart, and applies the others at once", async () => {
    const batch = mixed();
    const [, second, third] = batch;
    let broken = true;
    const { processor, effects, deadLetters } = start(
      (event) => {
        if (event.id === second?.id && broken) throw new Error("not yet");
        if (event.id === third?.id) throw new TerminalError("never");
      },
      ...endlessly,
    );
    const poison = { hello: "world" };
    expect(await processor.deliver(topic, [poison, ...batch, "{"])).toBe("ack");
    const failed = tasks[1]?.id;
    const others = batch.filter((event) => event.subject !== failed && event.id !== third?.id).map((event) => event.id);
    expect(await effects()).toEqual(others);
    expect((await deadLetters()).map(({ code }) => code).sort()).toEqual([
      "EVENT_INVALID",
      "EVENT_NOT_JSON",
      "RULE_VIOLATED",
    ]);
    broken = false;
    await until("the failed task has caught up", async () => (await effects()).length === batch.length - 1);
    const own = batch.filter((event) => event.subject === failed).map((event) => event.id);
    expect((await effects()).slice(-3)).toEqual(own);
  });

  test("that outlasts a stop is left whole for redelivery, without a claim", async () => {
    const batch = mixed();
    const clock = jest.spyOn(Date, "now");
    const { processor, effects, name, metrics } = start((event) => {
      if (event.id !== batch[1]?.id) return;
      processor.beginDrain();
      const late = performance.timeOrigin + performance.now() + 60_000;
      clock.mockImplementation(() => late);
    });
    expect(await processor.deliver(topic, batch)).toBe("retry");
    clock.mockRestore();
    expect(await effects()).toEqual([]);
    expect(await metrics.registry.metrics()).toContain(
      `freehold_events_given_back_total{consumer="${name}",topic="${topic}"} 1`,
    );
    const { rows } = await db.database.query("select from freehold.inbox where consumer = $1", [name]);
    expect(rows).toHaveLength(0);
  });
});
