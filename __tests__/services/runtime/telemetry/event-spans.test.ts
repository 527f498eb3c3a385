import { SpanKind } from "@opentelemetry/api";
import { pino } from "pino";
import { createSpan, deliverSpan, processSpan } from "../../../../services/runtime/telemetry/messaging-spans";
import { exportTraces } from "../../../../services/runtime/telemetry/otlp-traces";
import { spanContextOf } from "../../../../services/runtime/telemetry/trace";
import { startCollector } from "../../../helpers/collector";

const topic = "task-events";
const anEvent = (id: string) => {
  const named = { id, source: "/freehold/backend", subject: id, type: "freehold.task.created.v1" };
  const traceparent = createSpan(topic, named);
  const { traceId = "", spanId = "" } = spanContextOf(traceparent) ?? {};
  return { event: { ...named, traceparent }, traceId, spanId };
};

let collector: Awaited<ReturnType<typeof startCollector>>;
let stop: (() => Promise<void>) | undefined;

beforeEach(async () => {
  collector = await startCollector();
  const logger = pino({ level: "silent" });
  const options = { endpoint: collector.url, headers: {}, service: "audit-consumer", messagingSystem: "kafka", logger };
  stop = exportTraces({ ...options, dropped: () => {} });
});
afterEach(() => collector.stop());

/** Sends what is left, and finds the spans of a name. */
async function sentSpans(name: string) {
  await stop?.();
  return collector.spans.filter((span) => span.name === name);
}

/** As OTLP counts kinds. */
const otlp = (kind: SpanKind) => kind + 1;

test("the handler of an event that came alone is under its delivery, which is under the event", async () => {
  const one = anEvent("one");
  await deliverSpan(topic, "audit-consumer", [one.event], () =>
    processSpan(topic, "audit-consumer", one.event, async () => {}),
  );
  const [delivery] = await sentSpans("deliver task-events");
  const [handler] = await sentSpans("process task-events");
  expect(delivery).toMatchObject({ traceId: one.traceId, parentSpanId: one.spanId, kind: otlp(SpanKind.CONSUMER) });
  expect(handler).toMatchObject({ traceId: one.traceId, parentSpanId: delivery?.spanId });
});

test("the delivery of a batch is linked to events of several traces, whose handlers stay in the trace of each", async () => {
  const [one, two] = [anEvent("one"), anEvent("two")];
  await deliverSpan(topic, "audit-consumer", [one.event, two.event], async () => {
    for (const { event } of [one, two]) await processSpan(topic, "audit-consumer", event, async () => {});
  });
  const [delivery] = await sentSpans("deliver task-events");
  const handlers = await sentSpans("process task-events");
  expect(delivery?.parentSpanId).toBeUndefined();
  expect(delivery).toMatchObject({ links: [{ spanId: one.spanId }, { spanId: two.spanId }] });
  expect(delivery?.attributes).toMatchObject({ "messaging.batch.message_count": 2, "messaging.system": "kafka" });
  expect(handlers).toMatchObject(
    [one, two].map(({ traceId, spanId }) => ({
      ...{ traceId, parentSpanId: spanId, kind: otlp(SpanKind.CONSUMER) },
      links: [{ spanId: delivery?.spanId }],
    })),
  );
});

test("a handler that fails says with what, without what is secret", async () => {
  const { event } = anEvent("one");
  const failing = processSpan(topic, "audit-consumer", event, async () => {
    throw new TypeError("GET https://example.org/hook?token=4711 failed");
  });
  await expect(failing).rejects.toThrow(TypeError);
  const [handler] = await sentSpans("process task-events");
  expect(handler).toMatchObject({ attributes: { "error.type": "TypeError" }, status: { code: 2 } });
  expect(handler?.status.message).toBe("GET https://example.org/hook?[hidden] failed");
});
