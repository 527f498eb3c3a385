import * as z from "zod";
import { HttpProblem } from "../../runtime/http/problem";

/** Milliseconds that Prometheus has for an answer. */
const timeoutMs = 5_000;

const answer = z.object({ status: z.literal("success"), data: z.unknown() });

/** Prometheus's HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/. */
export class PrometheusApi {
  /** @param url http://host:port */
  constructor(private readonly url: string) {}

  /**
   * Evaluates a query, which may be too long for an address.
   * @throws HttpProblem 503
   */
  async query<Result>(
    path: "query" | "query_range",
    parameters: Record<string, string>,
    result: z.ZodType<Result>,
  ): Promise<Result> {
    const body = new URLSearchParams(parameters);
    return (await this.ask(path, { method: "POST", body }, z.object({ result }))).result;
  }

  /**
   * Reads what Prometheus knows of itself.
   * @throws HttpProblem 503
   */
  async ask<Data>(path: string, init: RequestInit, data: z.ZodType<Data>): Promise<Data> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(`${this.url.replace(/\/$/, "")}/api/v1/${path}`, { ...init, signal });
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      return data.parse(answer.parse(await response.json()).data);
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
    code: "PROMETHEUS_UNAVAILABLE",
    title: "Unavailable",
    detail: `Prometheus can't be asked: ${why}. The platform itself may be well; PROMETHEUS_URL says where Prometheus is.`,
    values: { why },
  });
}
