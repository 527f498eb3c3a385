import { timeBudgets } from "../../../../services/contracts/time-budgets";
import { Worker } from "../../../../services/runtime/core/worker";
import { silent } from "../../../helpers/database";
import { until } from "../../../helpers/until";

test("a wake-up during a run leads to one more run, however many there were", async () => {
  let runs = 0;
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const worker = new Worker("test", silent, async () => {
    runs += 1;
    if (runs === 1) await gate;
  });
  worker.wake();
  worker.wake();
  worker.wake();
  expect(runs).toBe(1);
  release();
  await until("it has run again", () => runs === 2);
  await worker.stop();
  expect(runs).toBe(2);
});

test("a job that throws is tried again", async () => {
  let runs = 0;
  const worker = new Worker("test", silent, async () => {
    runs += 1;
    if (runs < 3) throw new Error("outage");
  });
  worker.wake();
  await until("it has succeeded", () => runs === 3);
  await worker.stop();
});

test("stop waits for the run in hand, and nothing runs after it", async () => {
  let finished = false;
  let runs = 0;
  const worker = new Worker("test", silent, async () => {
    runs += 1;
    await new Promise((resolve) => setImmediate(resolve));
    finished = true;
  });
  worker.wake();
  await worker.stop();
  expect(finished).toBe(true);
  worker.wake();
  worker.wakeIn(0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(runs).toBe(1);
});

test("finish does what it was woken for, and what fails then is not tried again", async () => {
  let runs = 0;
  const worker = new Worker("test", silent, async () => {
    runs += 1;
    await new Promise((resolve) => setImmediate(resolve));
    if (runs === 2) throw new Error("outage");
  });
  worker.wake();
  worker.wake();
  await worker.finish();
  expect(runs).toBe(2);
  worker.wake();
  expect(runs).toBe(2);
});

test("finish keeps the appointments that it has the patience for", async () => {
  let runs = 0;
  const worker = new Worker("test", silent, async () => {
    runs += 1;
    worker.wakeIn(runs < 3 ? 10 : 60_000);
  });
  worker.wake();
  await worker.finish(5_000);
  expect(runs).toBe(3);
  await worker.finish(100_000);
  expect(runs).toBe(3);
});

describe("appointments", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test("one that is started looks twice, and then no more", async () => {
    const job = jest.fn().mockResolvedValue(undefined);
    const worker = new Worker("test", silent, job);
    worker.start();
    expect(job).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(timeBudgets.startupRecheckMs);
    expect(job).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(job).toHaveBeenCalledTimes(2);
    await worker.stop();
  });

  test("the second look of one that is stopped does not come", async () => {
    const job = jest.fn().mockResolvedValue(undefined);
    const worker = new Worker("test", silent, job);
    worker.start();
    await worker.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  test("the earliest one counts", async () => {
    const job = jest.fn().mockResolvedValue(undefined);
    const worker = new Worker("test", silent, job);
    worker.wakeIn(5_000);
    worker.wakeIn(1_000);
    worker.wakeIn(9_000);
    await jest.advanceTimersByTimeAsync(999);
    expect(job).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(job).toHaveBeenCalledTimes(1);
    await worker.stop();
  });

  test.each([
    ["is set back by an hour", -3_600_000],
    ["is set forward by half the wait", 30_000],
  ])("one is kept, and not late, when the time of day %s", async (_what, step) => {
    const job = jest.fn().mockResolvedValue(undefined);
    const worker = new Worker("test", silent, job);
    worker.wakeIn(60_000);
    jest.setSystemTime(Date.now() + step);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(job).toHaveBeenCalledTimes(1);
    await worker.stop();
  });

  test("one comes while the machine was suspended, and is seen within a minute of its waking", async () => {
    const job = jest.fn().mockResolvedValue(undefined);
    const worker = new Worker("test", silent, job);
    worker.wakeIn(2 * 3_600_000);
    // Timers stand still meanwhile; only the time of day goes on.
    jest.setSystemTime(Date.now() + 3 * 3_600_000);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(job).toHaveBeenCalledTimes(1);
    await worker.stop();
  });

  test("one that is further off than a timer can count is kept", async () => {
    const job = jest.fn().mockResolvedValue(undefined);
    const worker = new Worker("test", silent, job);
    const days = 24 * 60 * 60 * 1_000;
    worker.wakeIn(60 * days);
    await jest.advanceTimersByTimeAsync(60 * days - 1);
    expect(job).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(job).toHaveBeenCalledTimes(1);
    await worker.stop();
  });
});
