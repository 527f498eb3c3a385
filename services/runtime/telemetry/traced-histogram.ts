import { Histogram, type HistogramConfiguration, type LabelValues, type Registry } from "prom-client";
import { isTracing } from "./spans";
import { sampledTraceIdOf } from "./trace";

const exemplarLabel = "trace_id";

interface Options<Label extends string> extends Omit<HistogramConfiguration<Label>, "registers" | "enableExemplars"> {
  registry: Registry;
}

/**
 * A histogram of which each bucket names a trace that fell into it, as an exemplar: from a slow bucket an operator gets to a
 * trace that was slow. Without traces it is a histogram like any other.
 */
export class TracedHistogram<Label extends string> {
  private readonly histogram: Histogram;

  constructor({ registry, ...options }: Options<Label>) {
    // prom-client refuses exemplars in a registry of the text format, which only leaves them out.
    this.histogram = new Histogram<string>({ ...options, registers: [], enableExemplars: true });
    registry.registerMetric(this.histogram);
  }

  /** @param traceparent of what was measured; a trace that is not sampled is none */
  observe(labels: LabelValues<Label>, value: number, traceparent: string | undefined): void {
    const traceId = isTracing() ? sampledTraceIdOf(traceparent) : undefined;
    this.histogram.observe({ labels, value, ...(traceId && { exemplarLabels: { [exemplarLabel]: traceId } }) });
  }
}
