import { pino } from "pino";
import { exportTraces } from "../../../../services/runtime/telemetry/otlp-traces";
import { inShortSpan } from "../../../../services/runtime/telemetry/spans";
import { startCollector } from "../../../helpers/collector";
import { until } from "../../../helpers/until";

/** Spans that are sent at once, without a wait for more. */
const batch = 512;
const queue = 2_048;

let collector: Awaited<ReturnType<typeof startCollector>>;
let dropped: number;
let lines: string[];
let stop: (() => Promise<void>) | undefined;

beforeEach(async () => {
  collector = await startCollector();
  [dropped, lines] = [0, []];
  stop = exportTraces({
    endpoint: `${collector.url}/`,
    headers: {},
    service: "backend",
    messagingSystem: "kafka",
    logger: pino({ level: "info" }, { write: (line) => lines.push(String(JSON.parse(line).msg)) }),
    dropped: (spans) => {
      dropped += spans;
    },
  });
});
afterEach(async () => {
  await stop?.();
  await collector.stop();
});

const make = (spans: number) => {
  for (let left = spans; left > 0; left -= 1)
    inShortSpan(
      "a span",
      () => ({}),
      () => {},
    );
};

test("drops the spans that a collector refuses, counts them, and logs it once until it takes spans again", async () => {
  collector.answer(400);
  make(batch);
  await until("the first batch is dropped", () => dropped === batch);
  make(batch);
  await until("the second batch is dropped", () => dropped === 2 * batch);
  expect(lines).toEqual([
    `${collector.url} takes no spans, and they are dropped until it does: 400 Bad Request. Check OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS.`,
  ]);
  collector.answer(200);
  make(batch);
  await until("the third batch arrives", () => lines.length === 2);
  expect(lines[1]).toBe(`${collector.url} takes spans again`);
  expect(collector.spans).toHaveLength(batch);
});

test("keeps as many spans as its queue holds while the collector does not answer, and drops the others", async () => {
  const release = collector.hold();
  // The first batch is on its way.
  make(batch + queue + 100);
  expect(dropped).toBe(100);
  release();
  await until("what it kept arrives", () => collector.spans.length === batch + queue);
  expect(lines).toEqual([]);
});
