import * as z from "zod";
import { HttpProblem } from "../../runtime/http/problem";
import { type Figure, type FiguresSource, figureNames, type HistoryPoint, historyMs, historyStepMs } from "./figures";
import { everyFigure, plotted } from "./prometheus-queries";

/** Milliseconds that Prometheus has for an answer. */
const timeoutMs = 5_000;

const labels = z.object({
  figure: z.enum(figureNames),
  of: z.string().default(""),
  version: z.string().optional(),
});
/** A time in seconds, and a number as text: `NaN` where there is nothing to divide. */
const sample = z.tuple([z.number(), z.string().transform(Number)]);
const instant = z.array(z.object({ metric: labels, value: sample }));
const range = z.array(z.object({ metric: labels, values: z.array(sample) }));
const answer = z.object({ status: z.literal("success"), data: z.object({ result: z.unknown() }) });

/**
 * Figures of all processes, by Prometheus's HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/. It is asked
 * when an operator looks, in one query.
 */
export class PrometheusFigures implements FiguresSource {
  readonly kind = "prometheus";

  constructor(private readonly url: string) {}

  async read(): Promise<Figure[]> {
    const series = await this.ask("query", { query: everyFigure }, instant);
    return series.flatMap(({ metric: { figure, of, version }, value: [, value] }) =>
      Number.isFinite(value) ? [{ figure, of, version, value }] : [],
    );
  }

  async history(consumer: string): Promise<HistoryPoint[]> {
    const end = Math.floor(Date.now() / historyStepMs) * (historyStepMs / 1_000);
    const series = await this.ask(
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

  /** @throws HttpProblem 503 */
  private async ask<Result>(
    path: "query" | "query_range",
    parameters: Record<string, string>,
    result: z.ZodType<Result>,
  ): Promise<Result> {
    try {
      const response = await fetch(`${this.url.replace(/\/$/, "")}/api/v1/${path}`, {
        method: "POST",
        body: new URLSearchParams(parameters),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      return result.parse(answer.parse(await response.json()).data.result);
    } catch (cause) {
      throw unavailable(cause);
    }
  }
}

function unavailable(cause: unknown): HttpProblem {
  const why =
    cause instanceof z.ZodError ? "its answer can't be read" : cause instanceof Error ? cause.message : String(cause);
  return new HttpProblem({
    status: 503,
    title: "Unavailable",
    detail: `Prometheus can't be asked: ${why}. The platform itself may be well; PROMETHEUS_URL says where Prometheus is.`,
  });
}
