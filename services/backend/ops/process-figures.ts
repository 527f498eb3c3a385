import type { Metrics } from "../../runtime/telemetry/metrics";
import { type Figure, type FiguresSource, type HistoryPoint, historyMs, historyStepMs } from "./figures";
import { quantileOf } from "./quantile";
import {
  bucketKey,
  type Counters,
  counterKey,
  type HistogramName,
  readCounters,
  readGauges,
  readServices,
} from "./registry-values";
import { Samples } from "./samples";

/** Milliseconds between two samples of the counters. */
const sampleMs = 10_000;
/** Milliseconds over which rates are taken at least, and quantiles. */
const rateMs = 5_000;
const quantileMs = 300_000;

/** Figures of this process alone, which is all of the platform in `npm start`: its metrics, and an hour of them in memory. */
export class ProcessFigures implements FiguresSource {
  readonly kind = "process";
  private readonly samples = new Samples(historyMs / sampleMs + 1);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly metrics: Metrics) {}

  /** Begins to remember. */
  start(): void {
    void this.sample();
    this.timer = setInterval(() => void this.sample(), sampleMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  parkedOf(consumer: string) {
    return this.metrics.pipeline.parkedOf(consumer);
  }

  async read(): Promise<Figure[]> {
    const { registry, pipeline } = this.metrics;
    const now = Date.now();
    const [counters, gauges, services] = [
      await readCounters(registry),
      await readGauges(registry),
      await readServices(registry),
    ];
    return [
      ...gauges.map(([figure, of, value]) => ({ figure, of, value })),
      ...services.flatMap(({ service: of, version, ready }) => [
        { figure: "replicas" as const, of, value: 1 },
        { figure: "ready" as const, of, value: ready },
        { figure: "version" as const, of, value: 1, version },
      ]),
      ...this.rates(counters, now),
      ...this.lastHour(counters, now),
      ...this.quantiles(counters, now),
      ...[...counters.known.applied].map((of) => ({
        ...{ figure: "newDeadLetters" as const, of, value: pipeline.newDeadLetters(of).length },
      })),
    ];
  }

  async history(consumer: string): Promise<HistoryPoint[]> {
    const { values, bounds } = await readCounters(this.metrics.registry);
    const times = [...this.samples.times, Date.now()];
    const at = (moment: number, key: string): number =>
      moment === times.length - 1 ? (values.get(key) ?? 0) : this.samples.at(moment, key);
    const step = historyStepMs / sampleMs;
    const points: HistoryPoint[] = [];
    for (let end = times.length - 1; end > 0; end -= step) {
      const begin = Math.max(0, end - step);
      const seconds = ((times[end] ?? 0) - (times[begin] ?? 0)) / 1_000;
      if (seconds <= 0) break;
      const since = (key: string): number => at(end, key) - at(begin, key);
      const buckets = (bounds.latency.get(consumer) ?? []).map((bound): [number, number] => [
        bound,
        since(bucketKey("latency", consumer, bound)),
      ]);
      points.unshift({
        at: times[end] ?? 0,
        applied: since(counterKey("applied", consumer)) / seconds,
        p50: quantileOf(buckets, 0.5),
        p99: quantileOf(buckets, 0.99),
      });
    }
    return points;
  }

  private async sample(): Promise<void> {
    this.samples.add(Date.now(), (await readCounters(this.metrics.registry)).values);
  }

  private rates({ values, known }: Counters, now: number): Figure[] {
    const moment = this.samples.before(now, rateMs);
    if (moment === undefined) return [];
    const seconds = Math.max(1, (now - (this.samples.times[moment] ?? now)) / 1_000);
    return (["applied", "written", "relayed"] as const).flatMap((figure) =>
      [...known[figure]].map((of) => {
        const key = counterKey(figure, of);
        return { figure, of, value: Math.max(0, (values.get(key) ?? 0) - this.samples.at(moment, key)) / seconds };
      }),
    );
  }

  private lastHour({ values }: Counters, now: number): Figure[] {
    const moment = this.samples.before(now, historyMs);
    return (["refused", "duplicates", "gaps"] as const).map((figure) => {
      const key = counterKey(figure, "");
      return {
        figure,
        of: "",
        value: (values.get(key) ?? 0) - (moment === undefined ? 0 : this.samples.at(moment, key)),
      };
    });
  }

  private quantiles({ values, bounds }: Counters, now: number): Figure[] {
    const moment = this.samples.before(now, quantileMs);
    const of = (histogram: HistogramName, figure: Figure["figure"], quantile: number): Figure[] =>
      [...bounds[histogram]].flatMap(([name, list]) => {
        const buckets = list.map((bound): [number, number] => {
          const key = bucketKey(histogram, name, bound);
          return [bound, (values.get(key) ?? 0) - (moment === undefined ? 0 : this.samples.at(moment, key))];
        });
        const value = quantileOf(buckets, quantile);
        return value === null ? [] : [{ figure, of: name, value }];
      });
    return [
      ...of("latency", "p50", 0.5),
      ...of("latency", "p99", 0.99),
      ...of("roundTrip", "roundTripP50", 0.5),
      ...of("roundTrip", "roundTripP99", 0.99),
      ...of("lateness", "latenessP99", 0.99),
    ];
  }
}
