import { randomUUID } from "node:crypto";
import { context, TraceFlags, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type Span,
  type SpanExporter,
  type SpanProcessor,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Logger } from "pino";
import { timeBudgets } from "../../contracts/time-budgets";
import { messageOf } from "../core/errors";

/*
 * The SDK of OpenTelemetry and its exporter. No file imports this one statically: host/start-tracing.ts loads it where there
 * is a collector, and the image has it as a file of its own.
 */

export interface TraceExport {
  /** Base URL of the collector's OTLP/HTTP: `/v1/traces` is added. */
  endpoint: string;
  /** Sent with each request, such as `authorization`. */
  headers: Readonly<Record<string, string>>;
  /** Who the spans are of. */
  service: string;
  /** What carries events, as `messaging.system`. */
  messagingSystem: string;
  logger: Logger;
  /** Told how many spans will never reach the collector. */
  dropped: (spans: number) => void;
}

/** Spans that wait for the collector; more are dropped. */
const queueSize = 2_048;

/**
 * Sends the spans of this process to a collector, in batches and beside the work that they are of.
 * @returns sends what is left, and ends it; undefined where another host of this process sends them already
 */
export function exportTraces(options: TraceExport): (() => Promise<void>) | undefined {
  const resource = resourceFromAttributes({
    "service.name": options.service,
    "service.namespace": "freehold",
    "service.instance.id": randomUUID(),
  });
  const provider = new TracerProvider({ resource, spanProcessors: [new BoundedBatches(options)] });
  if (!trace.setGlobalTracerProvider(provider)) return undefined;
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return async () => {
    trace.disable();
    context.disable();
    await provider.shutdown();
  };
}

/** Batches of spans. It counts what it drops, which the SDK's own processor does not tell. */
class BoundedBatches implements SpanProcessor {
  private readonly batches: BatchSpanProcessor;
  private waiting = 0;

  constructor(private readonly options: TraceExport) {
    const exporter = new ToCollector(options, (spans) => {
      this.waiting -= spans;
    });
    this.batches = new BatchSpanProcessor({ exporter, maxQueueSize: queueSize });
  }

  onStart(span: Span): void {
    if ("messaging.operation.name" in span.attributes) {
      span.setAttribute("messaging.system", this.options.messagingSystem);
    }
  }

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (this.waiting >= queueSize) this.options.dropped(1);
    else {
      this.waiting += 1;
      this.batches.onEnd(span);
    }
  }

  forceFlush(): Promise<void> {
    return this.batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.batches.shutdown();
  }
}

/** The exporter, which counts the spans that it loses and says once that the collector is away. */
class ToCollector implements SpanExporter {
  private readonly exporter: OTLPTraceExporter;
  private readonly url: URL;
  private isAway = false;

  constructor(
    private readonly options: TraceExport,
    private readonly taken: (spans: number) => void,
  ) {
    const { endpoint, headers } = options;
    this.url = new URL(endpoint);
    this.url.pathname = `${this.url.pathname.replace(/\/$/, "")}/v1/traces`;
    this.exporter = new OTLPTraceExporter({
      url: this.url.href,
      headers: { ...headers },
      timeoutMillis: timeBudgets.traceExportMs,
    });
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.taken(spans.length);
    this.exporter.export(spans, (result) => {
      if (result.code === ExportResultCode.SUCCESS) this.arrived();
      else this.lost(spans.length, result.error);
      // The processor could do nothing about a failure.
      done({ code: ExportResultCode.SUCCESS });
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private arrived(): void {
    if (this.isAway) this.options.logger.info(`${this.url.origin} takes spans again`);
    this.isAway = false;
  }

  private lost(spans: number, error: unknown): void {
    this.options.dropped(spans);
    if (this.isAway) return;
    this.isAway = true;
    this.options.logger.warn(
      `${this.url.origin} takes no spans, and they are dropped until it does: ${reasonOf(error)}. Check OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS.`,
    );
  }
}

/** The status where there was an answer: an answer's body may be long. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? `${error.code} ` : "";
  return `${code}${messageOf(error)}`;
}
