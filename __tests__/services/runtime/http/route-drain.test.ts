import Fastify from "fastify";
import { timeBudgets } from "../../../../services/contracts/time-budgets";
import { RouteDrain } from "../../../../services/runtime/http/route-drain";

// The fake clock of Jest has the global timers alone.
jest.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
}));

const { maxDrainSeconds, routeQuietMs } = timeBudgets;
beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] }));
afterEach(() => jest.useRealTimers());

/** A service whose drain of five seconds has begun. */
function aDrain() {
  const http = Fastify();
  http.get("/", () => "here");
  const routes = new RouteDrain(http);
  const ask = (headers: Record<string, string> = { "x-forwarded-for": "192.0.2.1" }) =>
    http.inject({ url: "/", headers });
  let isOver = false;
  const begin = () => void routes.drain(5).then(() => (isOver = true));
  /** Whether it is over after so long. */
  const after = async (ms: number) => {
    await jest.advanceTimersByTimeAsync(ms);
    return isOver;
  };
  return { ask, begin, after };
}

test("a service that is asked no more drains for its delay", async () => {
  const { begin, after } = aDrain();
  begin();
  expect(await after(4_999)).toBe(false);
  expect(await after(1)).toBe(true);
});

test("a service that the proxy still asks goes on until it has been left alone for a while", async () => {
  const { ask, begin, after } = aDrain();
  begin();
  await after(4_900);
  await ask();
  expect(await after(1_000)).toBe(false);
  await ask();
  expect(await after(routeQuietMs - 1)).toBe(false);
  expect(await after(1)).toBe(true);
});

test("a proxy that never learns of the stop can't hold it up for ever", async () => {
  const { ask, begin, after } = aDrain();
  begin();
  for (let ms = 0; ms < maxDrainSeconds * 1_000 - 500; ms += 500) {
    expect(await after(500)).toBe(false);
    await ask();
  }
  expect(await after(500)).toBe(true);
});

test("probes, scrapes and deliveries, which pass the proxy by, don't hold it up", async () => {
  const { ask, begin, after } = aDrain();
  begin();
  await after(4_900);
  expect((await ask({})).headers.connection).toBe("keep-alive");
  expect(await after(100)).toBe(true);
});

test("each answer of a drain asks the proxy to close the connection, so that no request comes on one that is closed", async () => {
  const { ask, begin } = aDrain();
  expect((await ask()).headers.connection).toBe("keep-alive");
  begin();
  expect((await ask()).headers.connection).toBe("close");
});

test("without a delay there is no proxy to wait for", async () => {
  await new RouteDrain(Fastify()).drain(0);
});
