import { replayHours } from "../../contracts/topics";
import type { Transaction } from "../database/database";
import { forwardEvent } from "../outbox/outbox";

interface DeadLetterRow {
  consumer: string;
  topic: string;
  event_id: string;
  event: object;
  subject: string;
  status: "dead" | "replaying" | "replayed";
  replayable: boolean;
  discarded: boolean;
  too_old: boolean;
}

export type Replay = "replaying" | "unchanged" | "unknown" | "not replayable" | "discarded" | "too old";

/**
 * Sends a dead letter's event over its topic again and lets its consumer, and no other, take it although it is claimed.
 * Replaying it a second time changes nothing. The outbox relay must be woken after the commit.
 *
 * One that failed longer ago than `replayHours` is refused as too old: the other consumers may have forgotten that they
 * had it, and would apply it a second time.
 * @param force replay it nevertheless
 */
export async function replayDeadLetter(tx: Transaction, id: string, { force = false } = {}): Promise<Replay> {
  const { rows } = await tx.query<DeadLetterRow>(
    `select consumer, topic, event_id, event, subject, status, replayable, discarded_at is not null as discarded,
       first_failed_at < now() - $2 * interval '1 hour' as too_old
     from freehold.dead_letters where id = $1 for update`,
    [id, replayHours],
  );
  const [letter] = rows;
  if (!letter) return "unknown";
  if (!letter.replayable) return "not replayable";
  if (letter.status !== "dead") return "unchanged";
  if (letter.discarded) return "discarded";
  if (letter.too_old && !force) return "too old";
  await tx.query(
    `insert into freehold.inbox (consumer, event_id, replay) values ($1, $2, true)
     on conflict (consumer, event_id) do update set replay = true, claimed_at = now()`,
    [letter.consumer, letter.event_id],
  );
  forwardEvent(tx, letter.topic, letter.subject, letter.event);
  await tx.query("update freehold.dead_letters set status = 'replaying' where id = $1", [id]);
  return "replaying";
}
