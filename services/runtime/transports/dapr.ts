import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { daprRoute } from "../../contracts/environment";
import { FreeholdError } from "../errors";
import type { Settings } from "../settings";
import { fetchSidecar } from "../sidecar";
import type { OutgoingEvent, RunningSubscription, Subscription, Transport } from "../transport";

const cloudEvents = "application/cloudevents+json";

/**
 * An event as a sidecar leaves it: one without `traceid` gets the sidecar's own trace in both attributes, which is empty
 * when tracing is off. Source: https://github.com/dapr/components-contrib/blob/v1.18.0/pubsub/envelope.go#L129
 */
export const keepingTrace = (event: object): object =>
  "traceparent" in event ? { ...event, traceid: event.traceparent } : event;

/**
 * Through the Dapr sidecar, over plain HTTP: Dapr's JavaScript SDK acknowledges an event whose handler failed. What is
 * subscribed to is declared in `dapr-components/`, which routes each topic to `daprRoute(topic)`.
 */
export class DaprTransport implements Transport {
  constructor(
    private readonly settings: Settings["dapr"],
    private readonly http: FastifyInstance,
  ) {
    http.addContentTypeParser(cloudEvents, { parseAs: "string" }, (_request, body, done) => done(null, body));
    // The sidecar asks for subscriptions in code; ours are declared, and 404 is how an app says so.
    http.get("/dapr/subscribe", { schema: { hide: true } }, (_request, reply) => reply.code(404).send());
  }

  async publish(events: OutgoingEvent[]): Promise<void> {
    for (const { topic, key, event } of events) {
      const query = new URLSearchParams({ "metadata.partitionKey": key });
      const response = await this.call(`/publish/${this.settings.pubsub}/${topic}?${query}`, {
        method: "POST",
        headers: { "content-type": cloudEvents },
        body: JSON.stringify(keepingTrace(event)),
      });
      if (!response.ok) {
        throw new FreeholdError(
          "BROKER_UNREACHABLE",
          `The Dapr sidecar refused an event for ${topic}: ${response.status} ${await response.text()}`,
        );
      }
    }
  }

  /** A delivery without the app token is answered 401, which the sidecar takes as a failure to be tried again. */
  async subscribe({ topics, delivery, deliver }: Subscription): Promise<RunningSubscription> {
    let accepting = true;
    let inHand = 0;
    let finished: (() => void) | undefined;
    for (const topic of topics) {
      this.http.post(daprRoute(topic), { schema: { hide: true } }, async (request, reply) => {
        if (!this.isSidecar(request.headers["dapr-api-token"])) return reply.code(401).send();
        if (!accepting) return { status: "RETRY" };
        inHand += 1;
        try {
          const outcome = await deliver(topic, [request.body]);
          // A broadcast keeps nothing, so there is nothing that a second delivery could mend.
          return { status: outcome === "ack" || delivery === "broadcast" ? "SUCCESS" : "RETRY" };
        } finally {
          inHand -= 1;
          if (inHand === 0) finished?.();
        }
      });
    }
    return {
      stop: () => {
        accepting = false;
        return new Promise((resolve) => {
          if (inHand === 0) resolve();
          else finished = resolve;
        });
      },
    };
  }

  async ready(): Promise<void> {
    const response = await this.call("/healthz/outbound", { method: "GET" });
    if (!response.ok)
      throw new FreeholdError("BROKER_UNREACHABLE", `The Dapr sidecar is not ready: ${response.status}`);
  }

  async close(): Promise<void> {}

  private async call(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetchSidecar(this.settings, path, init);
    } catch (cause) {
      const where = `port ${this.settings.httpPort}`;
      throw new FreeholdError("BROKER_UNREACHABLE", `The Dapr sidecar does not answer on ${where}`, { cause });
    }
  }

  private isSidecar(token: string | string[] | undefined): boolean {
    const expected = this.settings.appToken;
    if (expected === undefined) return true;
    if (typeof token !== "string") return false;
    const [given, wanted] = [Buffer.from(token), Buffer.from(expected)];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
