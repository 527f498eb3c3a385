import type { FreeholdEvent } from "../../../../services/contracts/envelope";
import { broadcast } from "../../../../services/runtime/consumer/broadcast";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { silent } from "../../../helpers/database";
import { anEvent, aTask } from "../../../helpers/events";

const received: FreeholdEvent[] = [];
const deliverTo = () => broadcast({ receive: (event) => received.push(event) }, "websocket", new Metrics(), silent);
/** An update that was written so many milliseconds ago. */
const update = (ago: number) => {
  const task = aTask();
  const event = anEvent("freehold.task-update.changed.v1", { task }, { subject: task.id });
  return JSON.stringify({ ...event, time: new Date(Date.now() - ago).toISOString() });
};
const idOf = (raw: string): string => JSON.parse(raw).id;

beforeEach(() => received.splice(0));

test("a restarted replica repeats nothing of what the broker still has", async () => {
  const deliver = deliverTo();
  const before = [3_600_000, 59_000, 10_000, 3_000].map(update);
  const fresh = update(0);
  for (const raw of [...before, fresh]) expect(await deliver("task-updates", [raw])).toBe("ack");
  expect(received.map(({ id }) => id)).toEqual([idOf(fresh)]);
});

test("what the broker delivers a second time after the first new event is not repeated either", async () => {
  const deliver = deliverTo();
  const [old, fresh] = [update(3_600_000), update(0)];
  for (const raw of [old, fresh, old]) await deliver("task-updates", [raw]);
  expect(received.map(({ id }) => id)).toEqual([idOf(fresh)]);
});

test("once it has caught up, a writer whose clock is an hour slow is heard", async () => {
  const deliver = deliverTo();
  const raws = [update(0), update(3_600_000)];
  await deliver("task-updates", raws.slice(0, 1));
  const clock = jest.spyOn(performance, "now").mockReturnValue(performance.now() + 31_000);
  await deliver("task-updates", raws.slice(1)).finally(() => clock.mockRestore());
  expect(received.map(({ id }) => id)).toEqual(raws.map(idOf));
});

test("a writer whose clock is an hour slow is heard after a pause, without another writer", async () => {
  const deliver = deliverTo();
  const slow = update(3_600_000);
  const clock = jest.spyOn(performance, "now").mockReturnValue(performance.now() + 31_000);
  await deliver("task-updates", [slow]).finally(() => clock.mockRestore());
  expect(received.map(({ id }) => id)).toEqual([idOf(slow)]);
});
