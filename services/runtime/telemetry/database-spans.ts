import { type Attributes, SpanKind, trace } from "@opentelemetry/api";
import { inSpan } from "./spans";

/** Every span of Postgres has it. */
export const postgres = { "db.system.name": "postgresql" };

/**
 * Spans of one database. They are made under another span only: a worker that finds nothing to do leaves no trace.
 * Names: https://opentelemetry.io/docs/specs/semconv/database/postgresql/
 */
export class DatabaseSpans {
  private readonly namespace: string;
  private readonly server: Attributes;

  /** @param url postgres:// URL */
  constructor(url: string) {
    const { hostname, port, pathname } = new URL(url);
    this.namespace = pathname.slice(1);
    this.server = { "server.address": hostname, "server.port": Number(port || 5432) };
  }

  transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    const operation = "TRANSACTION";
    const attributes = { ...postgres, "db.namespace": this.namespace, "db.operation.name": operation };
    return this.within(`${operation} ${this.namespace}`, attributes, work);
  }

  /** A commit that also hands the outbox to the transport, which is in the same database. */
  send<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.within("send", { "messaging.operation.name": "send", "messaging.operation.type": "send" }, work);
  }

  private within<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result> {
    if (!trace.getActiveSpan()) return work();
    return inSpan(name, () => ({ kind: SpanKind.CLIENT, attributes: { ...attributes, ...this.server } }), work);
  }
}
