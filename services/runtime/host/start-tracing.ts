import type { Logger } from "pino";
import { hideSecret } from "../core/redact";
import type { Settings } from "../settings/settings";
import type { Metrics } from "../telemetry/metrics";
import type { Service } from "./service";

/** What carries events, by the transport: names of https://opentelemetry.io/docs/specs/semconv/registry/attributes/messaging/. */
const messagingSystems = { embedded: "postgresql", dapr: "dapr", kafka: "kafka" };

/**
 * Sends spans to the collector of the settings. Without one, the SDK is not loaded: it would cost each service start-up time
 * and memory for nothing.
 * @returns sends what is left, and ends it; undefined without a collector
 */
export function startTracing(
  services: readonly Service[],
  { traces, transport }: Settings,
  metrics: Metrics,
  logger: Logger,
): (() => Promise<void>) | undefined {
  const { endpoint, headers = {} } = traces;
  if (!endpoint) return undefined;
  // They are quoted one by one.
  for (const value of Object.values(headers)) hideSecret(value);
  const { exportTraces } = require("../telemetry/otlp-traces") as typeof import("../telemetry/otlp-traces");
  const [only, ...others] = services;
  return exportTraces({
    endpoint,
    headers,
    service: only && others.length === 0 ? only.definition.name : "freehold",
    messagingSystem: messagingSystems[transport],
    logger,
    dropped: (spans) => metrics.spansDropped.inc(spans),
  });
}
