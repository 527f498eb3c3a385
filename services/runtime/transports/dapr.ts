import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { daprRoute } from "../../contracts/dapr";
import { maxMessageBytes } from "../../contracts/limits";
import { timeBudgets } from "../../contracts/time-budgets";
import { FreeholdError } from "../core/errors";
import type { Settings } from "../settings/settings";
import { type Parcel, parcelsOf, roundsOf } from "./dapr-parcels";
import { Oversized } from "./oversized";
import { fetchSidecar } from "./sidecar";
import type { OutgoingEvent, RunningSubscription, Subscription, Transport } from "./transport";

const hidden = { schema: { hide: true } };

/**
 * Has the sidecar deliver again. By its code: a status in a body counts as SUCCESS when the body is cut off, as by the end
 * of this process. Source: https://github.com/dapr/dapr/blob/v1.18.1/pkg/runtime/subscription/postman/http/http.go#L114
 */
const again = (reply: FastifyReply): FastifyReply => reply.code(503).send({ status: "RETRY" });

/**
 * Through the Dapr sidecar, over plain HTTP: Dapr's JavaScript SDK acknowledges an event whose handler failed. What is
 * subscribed to is declared in `dapr-components/`, which routes each topic to `daprRoute(topic)`.
 */
export class DaprTransport implements Transport {
  /** Deliveries that are being handled, and when the last one ended, by `performance.now()`. */
  private inHand = 0;
  private lastDelivery = 0;
  private subscribed = false;

  constructor(
    private readonly settings: Settings["dapr"],
    private readonly http: FastifyInstance,
  ) {
    // A sidecar that is not told otherwise asks for subscriptions in code; ours are declared, and 404 says so.
    http.get("/dapr/subscribe", hidden, (_request, reply) => reply.code(404).send());
    // An event that only another version knows, as during a rollout: 404 would have it dropped.
    this.receive((scope) => scope.post(daprRoute("*"), hidden, (_request, reply) => again(reply)));
  }

  /** Events of one key go out one after the other, those of different keys together: a request for each costs a sidecar most. */
  async publish(events: OutgoingEvent[]): Promise<void> {
    for (const round of roundsOf(events)) {
      const sent = await Promise.allSettled(parcelsOf(round).map((parcel) => this.send(parcel)));
      for (const each of sent) if (each.status === "rejected") throw each.reason;
    }
  }

  private async send({ topic, body }: Parcel): Promise<void> {
    const response = await this.call(`/publish/bulk/${this.settings.pubsub}/${topic}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    if (response.ok) return;
    const words = (await response.text()).slice(0, 1_000);
    throw new FreeholdError(
      "BROKER_UNREACHABLE",
      `The Dapr sidecar refused events for ${topic}: ${response.status} ${words}`,
    );
  }

  /**
   * A delivery without the app token is answered 401, which the sidecar takes as a failure to be tried again. With it,
   * whatever was sent is handed on, so that what is no event, or too large, becomes a dead letter: any answer of HTTP to
   * it would have the sidecar try again for ever.
   */
  async subscribe({ topics, delivery, deliver }: Subscription): Promise<RunningSubscription> {
    this.subscribed = true;
    let accepting = true;
    let inHand = 0;
    let finished: (() => void) | undefined;
    this.receive((scope) => {
      for (const topic of topics) {
        scope.post(daprRoute(topic), hidden, async (request, reply) => {
          if (!accepting) return again(reply);
          inHand += 1;
          this.inHand += 1;
          try {
            const outcome = await deliver(topic, [request.body]);
            // A broadcast keeps nothing, so a second delivery could fix nothing.
            return outcome === "ack" || delivery === "broadcast" ? { status: "SUCCESS" } : again(reply);
          } finally {
            inHand -= 1;
            this.inHand -= 1;
            this.lastDelivery = performance.now();
            if (inHand === 0) finished?.();
          }
        });
      }
    });
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
    // Its health is open to everybody; whether it takes this service's token shows elsewhere.
    const { status } = await this.call("/metadata", { method: "GET" });
    if (status === 401) {
      throw new FreeholdError(
        "BROKER_UNREACHABLE",
        "The Dapr sidecar refuses DAPR_API_TOKEN: set it to the sidecar's own",
      );
    }
  }

  /** A delivery that is refused meanwhile would wait in the sidecar, or at the broker until another replica takes it over. */
  async ceased(): Promise<void> {
    const { sidecarNoticeMs, sidecarQuietMs } = timeBudgets;
    if (!this.subscribed) return;
    const began = performance.now();
    const end = began + this.settings.drainSeconds * 1_000;
    for (;;) {
      const now = performance.now();
      const quiet = this.inHand === 0 && now >= Math.max(began + sidecarNoticeMs, this.lastDelivery + sidecarQuietMs);
      if (quiet || now >= end) return;
      await pause(Math.min(100, end - now));
    }
  }

  async close(): Promise<void> {}

  /**
   * Adds routes for the sidecar: only it gets in, and everything it sends is taken, of any type and size. They are made when
   * the server begins to listen; to wait for them here would be to wait for that.
   */
  private receive(add: (scope: FastifyInstance) => void): void {
    void this.http.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", (_request: FastifyRequest, payload: IncomingMessage) =>
        Oversized.read(payload, maxMessageBytes),
      );
      // Before the body is read.
      scope.addHook("onRequest", async (request, reply) => {
        if (!this.isSidecar(request.headers["dapr-api-token"])) return reply.code(401).send();
      });
      add(scope);
    });
  }

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
