import type { Emit } from "../domain/tasks";
import type { Transaction } from "../runtime/database/database";
import type { ServiceContext } from "../runtime/host/service";

/** Writes events in the transaction that it is given. */
export type EventWriter = (tx: Transaction) => Emit;

/** Makes the writer of a request: its events continue the trace that the request came with. */
export function eventWriter(
  { emit }: Pick<ServiceContext, "emit">,
  { headers }: { headers: Readonly<Record<string, unknown>> },
): EventWriter {
  const traceparent = typeof headers.traceparent === "string" ? headers.traceparent : undefined;
  return (tx) => (event) => emit(tx, { ...event, traceparent });
}
