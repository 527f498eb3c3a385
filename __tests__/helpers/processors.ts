import type { FreeholdEvent } from "../../services/contracts/envelope";
import type { Topic } from "../../services/contracts/topics";
import type { Consumer } from "../../services/runtime/consumer/consumer";
import { Processor } from "../../services/runtime/consumer/processor";
import { Metrics } from "../../services/runtime/telemetry/metrics";
import { silent, type TestDatabase } from "./database";
import { deadLettersIn } from "./dead-letters";

/** What a test lets the handler do with an event before its effect; the effect itself is a row that says "done". */
type Before = (event: FreeholdEvent, attempt: number) => void;

/** The topic of all events of `useProcessors`. */
export const topic: Topic = "task-events";

/** Has an event retried until the test lets it through, however long that takes: the last arguments of `start` and `run`. */
export const endlessly = [undefined, Array<number>(1_000).fill(20)] as const;

/** Processors on a database of the test's own, each with a consumer of its own whose every effect is a row. */
export function useProcessors(db: TestDatabase) {
  let running: Processor[] = [];
  let consumers = 0;

  beforeAll(() => db.database.query("create table public.effects (consumer text, event_id text, at serial)"));
  afterEach(async () => {
    await Promise.all(running.map((processor) => processor.stop()));
    running = [];
  });

  const run = (consumer: Consumer, gapTimeoutMs = 60_000, retryWaitsMs: readonly number[] = [20, 40, 80]) => {
    const metrics = new Metrics();
    const processor = new Processor({
      ...{ consumer, database: db.database, metrics, logger: silent },
      ...{ wakeRelay: () => {}, retryWaitsMs, gapTimeoutMs },
    });
    processor.start();
    running.push(processor);
    return { processor, metrics };
  };

  const start = (before: Before = () => {}, gapTimeoutMs?: number, retryWaitsMs?: readonly number[]) => {
    consumers += 1;
    const name = `consumer-${consumers}`;
    const attempts = new Map<string, number>();
    const handle: NonNullable<Consumer["on"]["freehold.task.created.v1"]> = async (event, { tx }) => {
      const attempt = (attempts.get(event.id) ?? 0) + 1;
      attempts.set(event.id, attempt);
      // First the effect, then the failure: a rollback has something to undo.
      await tx.query("insert into public.effects (consumer, event_id) values ($1, $2)", [name, event.id]);
      before(event, attempt);
    };
    const consumer: Consumer = {
      name,
      subscribes: [{ topic, delivery: "shared" }],
      on: {
        "freehold.task.created.v1": handle,
        "freehold.task.updated.v1": (event, context) => handle(event as never, context),
      },
    };
    const effects = async (): Promise<string[]> => {
      const { rows } = await db.database.query<{ event_id: string }>(
        "select event_id from public.effects where consumer = $1 order by at",
        [name],
      );
      return rows.map((row) => row.event_id);
    };
    return {
      name,
      attempts,
      effects,
      deadLetters: () => deadLettersIn(db.database, name),
      ...run(consumer, gapTimeoutMs, retryWaitsMs),
    };
  };

  const parkedIds = async (consumer: string): Promise<string[]> => {
    const { rows } = await db.database.query<{ event_id: string }>(
      "select event_id from freehold.parked where consumer = $1",
      [consumer],
    );
    return rows.map((row) => row.event_id);
  };
  return { run, start, parkedIds };
}
