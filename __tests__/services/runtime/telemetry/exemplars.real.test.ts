import { pino } from "pino";
import { z } from "zod";
import { createHttp } from "../../../../services/runtime/http/http";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { exportTraces } from "../../../../services/runtime/telemetry/otlp-traces";
import { startCollector } from "../../../helpers/collector";
import { startPrometheus } from "../../../helpers/prometheus";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

const exemplarsSchema = z.object({
  data: z.array(
    z.object({
      seriesLabels: z.record(z.string(), z.string()),
      exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()) })),
    }),
  ),
});
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const silent = pino({ level: "silent" });

describeReal("a real Prometheus", ["prometheus"], ({ prometheus }) => {
  const stops: (() => unknown)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("keeps the trace of a request beside its series, and reads all other metrics as before", async () => {
    const collector = await startCollector();
    stops.push(collector.stop);
    const stopTraces = exportTraces({
      ...{ endpoint: collector.url, headers: {}, service: "backend", messagingSystem: "kafka" },
      ...{ logger: silent, dropped: () => {} },
    });
    stops.push(() => stopTraces?.());
    const http = createHttp(silent, new Metrics(), () => true);
    http.get("/things/:id", () => ({ fine: true }));
    const url = await http.listen({ host: "127.0.0.1", port: 0 });
    stops.push(() => http.close());
    const flags = ["--enable-feature=exemplar-storage"];
    const running = await startPrometheus(prometheus, [{ service: "backend", url }], flags);
    stops.push(running.stop);
    const ask = async (path: string, query: Record<string, string>) =>
      (await fetch(`${running.url}/api/v1/${path}?${new URLSearchParams(query)}`)).json();

    await fetch(`${url}/things/1`, { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
    const [found] = await until("Prometheus has an exemplar", async () => {
      const whenever = { start: "0", end: String(Date.now() / 1_000 + 60) };
      const query = "freehold_http_request_seconds_bucket";
      const { data } = exemplarsSchema.parse(await ask("query_exemplars", { query, ...whenever }));
      return data.length > 0 ? data : undefined;
    });
    expect(found?.seriesLabels).toMatchObject({ route: "/things/:id", status: "200" });
    expect(found?.exemplars[0]?.labels).toEqual({ trace_id: traceId });
    // A counter, a gauge and a counter of prom-client's own: OpenMetrics has rules of its own for their names.
    for (const query of [
      "up == 1",
      "freehold_outbox_refused_total",
      "nodejs_active_handles_total",
      "process_cpu_seconds_total",
    ])
      await until(`${query} is scraped`, async () => JSON.stringify(await ask("query", { query })).includes('"value"'));
  });
});
