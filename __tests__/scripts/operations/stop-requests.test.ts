import { performance } from "node:perf_hooks";
import { onStopRequests } from "../../../scripts/operations/stop-requests";

let now = 0;
let stopListening = () => {};
const stop = jest.fn();
const force = jest.fn();

beforeEach(() => {
  now = 5_000;
  jest.spyOn(performance, "now").mockImplementation(() => now);
  stopListening = onStopRequests({ stop, force });
});
afterEach(() => {
  stopListening();
  jest.restoreAllMocks();
  jest.clearAllMocks();
});

test("one Ctrl-C is one request, however often npm and tsx forward it", () => {
  for (const later of [0, 1, 30, 200]) {
    now += later;
    process.emit("SIGINT");
  }
  expect(stop).toHaveBeenCalledTimes(1);
  expect(force).not.toHaveBeenCalled();
});

test("a second Ctrl-C is another request", () => {
  process.emit("SIGINT");
  now += 1_500;
  process.emit("SIGINT");
  process.emit("SIGINT");
  expect(stop).toHaveBeenCalledTimes(1);
  expect(force).toHaveBeenCalledTimes(1);
});

test.each(["SIGTERM", "SIGHUP"] as const)("%s asks to stop as Ctrl-C does", (signal) => {
  process.emit(signal);
  expect(stop).toHaveBeenCalledTimes(1);
});

test("nothing is caught once the work is done", () => {
  stopListening();
  expect(process.listenerCount("SIGTERM")).toBe(0);
});
