import * as z from "zod";
import { type Figure, type FiguresSource, figureNames, type HistoryPoint, historyMs, historyStepMs } from "./figures";
import { PrometheusApi } from "./prometheus-api";
import { everyFigure, plotted } from "./prometheus-queries";
import { Replicas } from "./replicas";

const labels = z.object({
  figure: z.enum(figureNames),
  of: z.string().default(""),
  version: z.string().optional(),
});
/** A time in seconds, and a number as text: `NaN` where there is nothing to divide. */
const sample = z.tuple([z.number(), z.string().transform(Number)]);
const instant = z.array(z.object({ metric: labels, value: sample }));
const range = z.array(z.object({ metric: labels, values: z.array(sample) }));

/** Figures of all processes: rates by Prometheus, in one query, and the replicas by themselves. Both are asked when an operator looks. */
export class PrometheusFigures implements FiguresSource {
  readonly kind = "prometheus";

  private readonly prometheus: PrometheusApi;
  private readonly replicas: Replicas;

  constructor(url: string) {
    this.prometheus = new PrometheusApi(url);
    this.replicas = new Replicas(this.prometheus);
  }

  async read(): Promise<Figure[]> {
    const [series, replicas] = await Promise.all([
      this.prometheus.query("query", { query: everyFigure }, instant),
      this.replicas.read(),
    ]);
    const figures = series.flatMap(({ metric: { figure, of, version }, value: [, value] }) =>
      Number.isFinite(value) ? [{ figure, of, version, value }] : [],
    );
    return [...figures, ...replicas];
  }

  async history(consumer: string): Promise<HistoryPoint[]> {
    const end = Math.floor(Date.now() / historyStepMs) * (historyStepMs / 1_000);
    const series = await this.prometheus.query(
      "query_range",
      {
        query: plotted(consumer),
        start: String(end - historyMs / 1_000),
        end: String(end),
        step: String(historyStepMs / 1_000),
      },
      range,
    );
    const points = new Map<number, HistoryPoint>();
    for (const { metric, values } of series) {
      for (const [time, value] of values) {
        const at = time * 1_000;
        const point = points.get(at) ?? { at, applied: 0, p50: null, p99: null };
        points.set(at, point);
        if (!Number.isFinite(value)) continue;
        if (metric.figure === "applied" || metric.figure === "p50" || metric.figure === "p99")
          point[metric.figure] = value;
      }
    }
    return [...points.values()].sort((one, other) => one.at - other.at);
  }

  /** Prometheus knows how many there are, and not which. */
  parkedOf(): null {
    return null;
  }

  start(): void {}
  stop(): void {}
}
