import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { CollectedSpan } from "./collector";
import { apiClient } from "./platform";
import { until } from "./until";

/** A receiver of webhooks, which takes all of them. */
export async function startReceiver() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Whether it was told of a text. */
    wasTold: (part: string) => bodies.some((body) => body.includes(part)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const title = "Water the plants";

export interface Journey {
  traceId: string;
  /** The root of the trace. */
  clientSpan: string;
  /** When the next occurrence is due, of which the webhook tells. */
  nextDueAt: string;
}

/** Creates a recurring task and completes it, as one client. The next occurrence has a reminder that is due at once. */
export async function makeJourney(backendUrl: string): Promise<Journey> {
  const [traceId, clientSpan] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
  const api = apiClient(backendUrl, { traceparent: `00-${traceId}-${clientSpan}-01` });
  const hourMs = 3_600_000;
  // A series is kept in whole seconds.
  const dueMs = Math.floor(Date.now() / 1_000) * 1_000 - 23 * hourMs;
  const task = await api.create({
    title,
    dueAt: new Date(dueMs).toISOString(),
    reminders: [{ minutesBefore: 120 }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
  });
  await api.complete(task.id);
  return { traceId, clientSpan, nextDueAt: new Date(dueMs + 24 * hourMs).toISOString() };
}

/** What lies between the webhook and the client. */
const way = [
  "side effect notification/webhook",
  "create reminders",
  "fire reminder",
  "create task-events",
  "process task-events",
  "create task-events",
  "POST /api/tasks/:id/complete",
];
/** Between a request or a handler and what it writes; a batch is one delivery in one transaction, of several events. */
const between = /^(deliver|TRANSACTION) /;
/** What else has spans in the same tree. */
const parts = [/^TRANSACTION /, /^INSERT freehold\.inbox$/, /^send\b/, /^deliver reminders$/, /^process reminders$/];

/** The names from a span up to the root of its trace. */
function namesUpwards(span: CollectedSpan, byId: ReadonlyMap<string, CollectedSpan>): string[] {
  const parent = byId.get(span.parentSpanId ?? "");
  return [span.name, ...(parent ? namesUpwards(parent, byId) : [])];
}

/**
 * Waits until the spans of a journey are one tree from the client to the webhook.
 * @returns the spans
 */
export async function expectOneTree(
  spans: readonly CollectedSpan[],
  { traceId, clientSpan }: Journey,
): Promise<CollectedSpan[]> {
  const look = () => {
    const ofTrace = spans.filter((span) => span.traceId === traceId);
    const byId = new Map(ofTrace.map((span) => [span.spanId, span]));
    const effects = ofTrace.filter(({ name }) => name === way[0]);
    return {
      ofTrace,
      ways: effects.map((effect) => namesUpwards(effect, byId).filter((name) => !between.test(name))),
      orphans: ofTrace.filter(({ parentSpanId = "" }) => parentSpanId !== clientSpan && !byId.has(parentSpanId)),
      missing: parts.filter((part) => !ofTrace.some(({ name }) => part.test(name))),
    };
  };
  const isWhole = () => {
    const { ways, orphans, missing } = look();
    return ways.some((one) => one.join() === way.join()) && orphans.length + missing.length === 0;
  };
  // What is there instead says more than that the wait was in vain.
  await until("the spans are one tree", isWhole).catch(() => {});
  const { ofTrace, ways, orphans, missing } = look();
  expect({ ways, orphans, missing }).toEqual({ ways: expect.arrayContaining([way]), orphans: [], missing: [] });
  return ofTrace;
}
