import type { Database } from "../database";
import { failpoint } from "../failpoint";
import type { EffectId, Guarantee, Idempotency } from "./port";

/**
 * Idempotency by a claim in the inbox, in a transaction around the effect: committed after it, rolled back when it fails.
 * Whoever else tries meanwhile waits for the end of that transaction. It takes a connection of the pool beside the one
 * that its caller may hold.
 */
export class InboxIdempotency implements Idempotency {
  static readonly guarantee: Guarantee = { lost: "never", doubled: "between effect and commit", wait: 0 };
  readonly guarantee = InboxIdempotency.guarantee;

  constructor(private readonly database: Database) {}

  async once({ consumer, eventId }: EffectId, effect: () => Promise<void>): Promise<void> {
    failpoint("state");
    await this.database.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        "insert into freehold.inbox (consumer, event_id) values ($1, $2) on conflict (consumer, event_id) do nothing",
        [consumer, eventId],
      );
      failpoint("stated");
      if (rowCount === 1) await effect();
      failpoint("state");
    });
    failpoint("stated");
  }
}
