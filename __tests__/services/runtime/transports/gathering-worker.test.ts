import { setImmediate as turn } from "node:timers/promises";
import { GatheringWorker } from "../../../../services/runtime/transports/gathering-worker";
import { silent } from "../../../helpers/database";
import { until } from "../../../helpers/until";

const gatherMs = 50;

describe("a worker that gathers", () => {
  let runs = 0;
  let during: () => void = () => {};
  let worker: GatheringWorker;

  beforeEach(() => {
    runs = 0;
    during = () => {};
    const job = async () => {
      runs += 1;
      during();
    };
    worker = new GatheringWorker("test", silent, job, gatherMs);
  });
  afterEach(async () => {
    jest.useRealTimers();
    await worker.stop();
  });

  test("runs at once when nothing has come for a while", () => {
    worker.wake();
    expect(runs).toBe(1);
  });

  test("does what comes soon after a run in one more run", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    worker.wake();
    await turn();
    for (let count = 0; count < 10; count += 1) worker.wake();
    await jest.advanceTimersByTimeAsync(gatherMs - 1);
    expect(runs).toBe(1);
    await jest.advanceTimersByTimeAsync(gatherMs * 3);
    expect(runs).toBe(2);
  });

  test("runs once more for what comes during a run", async () => {
    during = () => runs === 1 && worker.wake();
    worker.wake();
    await until("it has run again", () => runs === 2);
  });

  test("runs no more once it is stopped", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    worker.wake();
    await turn();
    worker.wake();
    await worker.stop();
    worker.wake();
    expect(runs).toBe(1);
  });
});
