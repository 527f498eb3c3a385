import { RedeliverError } from "../../core/errors";
import { failpoint } from "../../core/failpoint";
import type { Database, Sql } from "../../database/database";
import { type EffectId, type Guarantee, type Idempotency, leaseMs } from "./port";

/**
 * Idempotency by a claim in the inbox: a lease before the effect, cleared when the effect is done. No transaction and no
 * connection is held while the effect runs, since a receiver may take long to answer.
 */
export class InboxIdempotency implements Idempotency {
  static readonly guarantee: Guarantee = { lost: "never", doubled: "between effect and commit", wait: leaseMs };
  readonly guarantee = InboxIdempotency.guarantee;

  constructor(private readonly database: Database) {}

  async once(id: EffectId, effect: () => Promise<void>): Promise<void> {
    const until = new Date(Date.now() + leaseMs);
    failpoint("state");
    const ours = await this.database.transaction((tx) => takeLease(tx, id, until));
    failpoint("stated");
    if (!ours) return;
    try {
      await effect();
    } catch (error) {
      // The next try need not wait for the end of the lease.
      await this.database
        .query("delete from freehold.inbox where consumer = $1 and event_id = $2 and lease_until = $3", [
          ...[id.consumer, id.eventId],
          until,
        ])
        .catch(() => {});
      throw error;
    }
    failpoint("state");
    await this.database.transaction((tx) =>
      tx.query(
        `insert into freehold.inbox (consumer, event_id) values ($1, $2)
         on conflict (consumer, event_id) do update set lease_until = null`,
        [id.consumer, id.eventId],
      ),
    );
    failpoint("stated");
  }
}

/** @returns false when the effect is done already */
async function takeLease(tx: Sql, { consumer, eventId }: EffectId, until: Date): Promise<boolean> {
  const taken = await tx.query(
    `insert into freehold.inbox as i (consumer, event_id, lease_until) values ($1, $2, $3)
     on conflict (consumer, event_id) do update set lease_until = excluded.lease_until where i.lease_until <= $4
     returning event_id`,
    [consumer, eventId, until, new Date(Date.now())],
  );
  if (taken.rowCount === 1) return true;
  const { rows } = await tx.query<{ done: boolean }>(
    "select lease_until is null as done from freehold.inbox where consumer = $1 and event_id = $2",
    [consumer, eventId],
  );
  if (rows[0]?.done) return false;
  throw new RedeliverError("Another process is running this side effect; its lease has not ended");
}
