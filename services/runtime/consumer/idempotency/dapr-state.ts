import * as z from "zod";
import { claimDays } from "../../../contracts/topics";
import { RedeliverError } from "../../core/errors";
import { failpoint } from "../../core/failpoint";
import type { Settings } from "../../settings/settings";
import { fetchSidecar } from "../../transports/sidecar";
import { type EffectId, type Guarantee, type Idempotency, keyOf, leaseMs } from "./port";

/** Seconds that what is done is remembered: as long as the inbox remembers a claim. */
const doneSeconds = claimDays * 24 * 60 * 60;

const leaseSchema = z.object({ until: z.number() });

/**
 * Idempotency in the Dapr state store: a lease before the effect, and `done` after it. The two and the effect are not
 * one act, so that a crash between effect and `done` has it again; nothing else does.
 *
 * Two keys, because the lease is taken with an ETag and given up together with writing `done`, in one transaction of
 * the store. Source: https://docs.dapr.io/reference/api/state_api/
 */
export class DaprStateIdempotency implements Idempotency {
  static readonly guarantee: Guarantee = { lost: "never", doubled: "between effect and done", wait: leaseMs };
  readonly guarantee = DaprStateIdempotency.guarantee;

  constructor(private readonly settings: Settings["dapr"]) {}

  async once(id: EffectId, effect: () => Promise<void>): Promise<void> {
    const [doneKey, leaseKey] = [`${keyOf(id)}/done`, `${keyOf(id)}/lease`];
    if (await this.read(doneKey)) return;
    await this.takeLease(leaseKey);
    // Without this the next try would wait for the lease to end.
    const giveUpLease = () => this.send("DELETE", `/${encodeURIComponent(leaseKey)}`).catch(() => {});
    try {
      // Another process may have finished between the first look and the lease. While we hold the lease, none can.
      if (await this.read(doneKey)) {
        await giveUpLease();
        return;
      }
      await effect();
    } catch (error) {
      await giveUpLease();
      throw error;
    }
    await this.send("POST", "/transaction", {
      operations: [
        {
          operation: "upsert",
          request: { key: doneKey, value: true, metadata: { ttlInSeconds: String(doneSeconds) } },
        },
        { operation: "delete", request: { key: leaseKey } },
      ],
    });
  }

  private async takeLease(key: string): Promise<void> {
    const held = await this.read(key);
    if (held && leaseSchema.parse(held.value).until > Date.now()) {
      throw new RedeliverError("Another process is having this effect; its lease has not ended");
    }
    // First write wins. Somebody who came first is a conflict, which PostgreSQL answers with 409 or 500: either way
    // nothing can be said now, and the event comes again.
    await this.send("POST", "", [
      {
        key,
        value: { until: Date.now() + leaseMs },
        etag: held?.etag,
        options: { concurrency: "first-write" },
        metadata: { ttlInSeconds: String(doneSeconds) },
      },
    ]);
  }

  private async read(key: string): Promise<{ value: unknown; etag: string | undefined } | undefined> {
    const response = await this.send("GET", `/${encodeURIComponent(key)}`);
    if (response.status === 204) return undefined;
    return { value: await response.json(), etag: response.headers.get("etag") ?? undefined };
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    let response: Response;
    failpoint("state");
    try {
      response = await fetchSidecar(this.settings, `/state/${this.settings.stateStore}${path}`, {
        method,
        headers: { "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch (cause) {
      throw new RedeliverError(`The Dapr state store does not answer on port ${this.settings.httpPort}`, { cause });
    }
    failpoint("stated");
    if (response.ok) return response;
    throw new RedeliverError(
      `The Dapr state store refused ${method} ${path}: ${response.status} ${await response.text()}`,
    );
  }
}
