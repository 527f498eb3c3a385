import { createLogger } from "../../../../services/runtime/telemetry/logger";
import { createSpan } from "../../../../services/runtime/telemetry/messaging-spans";
import { spanContextOf } from "../../../../services/runtime/telemetry/trace";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";
const traceparent = `00-${traceId}-${spanId}-00`;
const event = { id: "1", source: "/freehold/test", type: "freehold.task.created.v1", subject: "2" };

test("without an SDK an event continues the trace that it follows from, under an id of its own", () => {
  const own = spanContextOf(createSpan("task-events", event, traceparent));
  expect(own).toMatchObject({ traceId, traceFlags: 0 });
  expect(own?.spanId).not.toBe(spanId);
});

test.each([
  ["nothing", undefined],
  ["what is no traceparent", "00-trace-span-01"],
  ["a trace of zeros", `00-${"0".repeat(32)}-${spanId}-01`],
])("without an SDK an event that follows from %s begins a trace", (_what, parent) => {
  const one = spanContextOf(createSpan("task-events", event, parent));
  const other = spanContextOf(createSpan("task-events", event, parent));
  expect(one).toMatchObject({ traceId: expect.stringMatching(/^(?!0{32})[0-9a-f]{32}$/), traceFlags: 1 });
  expect(one?.traceId).not.toBe(other?.traceId);
});

test("log lines with a traceparent have its trace id, of a child logger and of an entry", () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: "t", level: "info", destination });
  logger.child({ eventId: "1", traceparent }).info("of a child");
  logger.info({ eventId: "1", traceparent }, "of an entry");
  logger.info({ traceparent: "none" }, "of neither");
  const [child, entry, neither] = lines.map((line) => JSON.parse(line));
  for (const line of [child, entry]) expect(line).toMatchObject({ eventId: "1", trace_id: traceId });
  expect(neither).not.toHaveProperty("trace_id");
});
