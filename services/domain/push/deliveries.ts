import type { Sql } from "../../runtime/database/database";
import type { PushAddress } from "./subscriptions";

/** A subscription to send to. */
export interface PushTarget extends PushAddress {
  id: string;
}

/**
 * The subscriptions of an owner that an event is still to reach, of those that were made with the platform's present key.
 * @param only the one that is meant. Default: all
 */
export async function openTargets(
  sql: Sql,
  {
    ownerId,
    publicKey,
    eventId,
    only = null,
  }: { ownerId: string; publicKey: string; eventId: string; only?: string | null },
): Promise<PushTarget[]> {
  const { rows } = await sql.query<PushTarget>(
    `select s.id, s.endpoint, s.p256dh, s.auth from freehold.push_subscriptions s
     where s.owner_id = $1 and s.public_key = $2 and ($4::uuid is null or s.id = $4) and not exists
       (select from freehold.push_deliveries d where d.subscription_id = s.id and d.event_id = $3)
     order by s.id`,
    [ownerId, publicKey, eventId, only],
  );
  return rows;
}

/** Notes which subscriptions an event has reached. One that is deleted meanwhile needs no note. */
export async function noteDelivered(sql: Sql, eventId: string, ids: readonly string[]): Promise<void> {
  await sql.query(
    `insert into freehold.push_deliveries (subscription_id, event_id)
     select id, $1 from freehold.push_subscriptions where id = any($2::uuid[]) on conflict do nothing`,
    [eventId, ids],
  );
}

/** Removes subscriptions that their push service knows no more. A browser that has subscribed again meanwhile keeps its own. */
export async function removeGone(sql: Sql, gone: readonly PushTarget[]): Promise<void> {
  await sql.query(
    `delete from freehold.push_subscriptions s using unnest($1::uuid[], $2::text[]) as g (id, auth)
     where s.id = g.id and s.auth = g.auth`,
    [gone.map(({ id }) => id), gone.map(({ auth }) => auth)],
  );
}
