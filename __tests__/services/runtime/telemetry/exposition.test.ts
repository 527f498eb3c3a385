import { createHttp } from "../../../../services/runtime/http/http";
import { exportTraces } from "../../../../services/runtime/telemetry/otlp-traces";
import { startCollector } from "../../../helpers/collector";
import { silent, useDatabase } from "../../../helpers/database";
import { aTask, created } from "../../../helpers/events";
import { topic, useProcessors } from "../../../helpers/processors";

const { start } = useProcessors(useDatabase());
/** As Prometheus asks for metrics. */
const accept = "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
const textFormat = "text/plain; version=0.0.4; charset=utf-8";

/** A service that has applied an event and answered a request, both with a trace, as scrapers see it. */
async function scraped(traceparent: string) {
  const { processor, metrics, name } = start();
  await processor.deliver(topic, [{ ...created(aTask()), traceparent }]);
  const http = createHttp(silent, metrics, () => true);
  http.get("/things", () => ({ fine: true }));
  await http.inject({ url: "/things", headers: { traceparent } });
  const scrape = async (headers: Record<string, string>) => {
    const { body, headers: answered } = await http.inject({ url: "/metrics", headers });
    return { body, type: answered["content-type"] };
  };
  const [asPrometheus, asText] = [await scrape({ accept }), await scrape({ accept: "text/plain" })];
  await http.close();
  return { asPrometheus, asText, name };
}

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parent = (flags: "00" | "01") => `00-${traceId}-00f067aa0ba902b7-${flags}`;

test("without a collector of traces every scraper gets the text format, without exemplars", async () => {
  const { asPrometheus, asText } = await scraped(parent("01"));
  for (const { type, body } of [asPrometheus, asText]) {
    expect(type).toBe(textFormat);
    expect(body).not.toContain(traceId);
  }
});

describe("with a collector of traces", () => {
  let stop: () => Promise<unknown>;
  beforeAll(async () => {
    const collector = await startCollector();
    const stopTraces = exportTraces({
      ...{ endpoint: collector.url, headers: {}, service: "backend", messagingSystem: "kafka" },
      ...{ logger: silent, dropped: () => {} },
    });
    stop = async () => {
      await stopTraces?.();
      await collector.stop();
    };
  });
  afterAll(() => stop());

  test("histograms of requests, handlers and latency name a trace, for a scraper that takes OpenMetrics", async () => {
    const { asPrometheus, name } = await scraped(parent("01"));
    expect(asPrometheus.type).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    const exemplar = ` # {trace_id="${traceId}"} `;
    const named = asPrometheus.body.split("\n").filter((line) => line.includes(exemplar));
    const of = (metric: string, label: string) =>
      named.filter((line) => line.startsWith(`${metric}_bucket{`) && line.includes(label)).length;
    expect([
      of("freehold_http_request_seconds", 'route="/things"'),
      of("freehold_event_handling_seconds", `consumer="${name}"`),
      of("freehold_event_latency_seconds", `consumer="${name}"`),
    ]).toEqual([1, 1, 1]);
    expect(asPrometheus.body).toMatch(/\n# EOF\n$/);
  });

  test("another scraper gets the text format, with the same names of counters", async () => {
    const { asPrometheus, asText } = await scraped(parent("01"));
    expect(asText.type).toBe(textFormat);
    expect(asText.body).not.toContain(traceId);
    const counters = ({ body }: { body: string }) => [...new Set(body.match(/^\w+_total\b/gm))].sort();
    expect(counters(asText)).toContain("freehold_events_processed_total");
    expect(counters(asPrometheus)).toEqual(counters(asText));
    expect(asText.body).toContain("# TYPE freehold_events_processed_total counter\n");
  });

  test("a trace that is not sampled is not named", async () => {
    const { asPrometheus } = await scraped(parent("00"));
    expect(asPrometheus.body).not.toContain(traceId);
  });
});
