import { v7 as uuidv7 } from "uuid";
import { mostPushSubscriptions } from "../../contracts/web-push";
import type { Database, Sql } from "../../runtime/database/database";

/** A browser's address at its push service, and the keys that messages to it are encrypted with. */
export interface PushAddress {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A subscription as its owner sees it. */
export interface ListedSubscription {
  id: string;
  name: string;
  createdAt: Date;
}

const lockOwner = "select pg_advisory_xact_lock(hashtext('freehold.push_subscriptions'), hashtext($1))";
/** Who knows all three is that browser. */
const takeFromOthers =
  "delete from freehold.push_subscriptions where endpoint = $1 and owner_id <> $2 and p256dh = $3 and auth = $4";
const listed = `id, name, created_at as "createdAt"`;

export interface NewSubscription {
  owner: { ownerId: string; actor: string };
  name: string;
  address: PushAddress;
  /** The platform's key that the browser subscribed with. */
  publicKey: string;
}

/**
 * Stores a subscription. One of the same browser is renewed; those with another key of the platform are of no use any more, and go.
 * A browser that another person used before is that person's no more: its push service tells the same address to both.
 * @returns undefined when the owner has as many as may be
 */
export const putSubscription = (
  database: Database,
  { owner: { ownerId, actor }, name, address: { endpoint, p256dh, auth }, publicKey }: NewSubscription,
): Promise<ListedSubscription | undefined> =>
  database.transaction(async (tx) => {
    // Two at once would both find room for the last one.
    tx.enqueue(lockOwner, [ownerId]);
    tx.enqueue("delete from freehold.push_subscriptions where owner_id = $1 and public_key <> $2", [
      ownerId,
      publicKey,
    ]);
    tx.enqueue(takeFromOthers, [endpoint, ownerId, p256dh, auth]);
    const { rows } = await tx.query<ListedSubscription>(
      `insert into freehold.push_subscriptions (id, owner_id, actor, name, endpoint, p256dh, auth, public_key)
       select $1, $2, $3, $4, $5, $6, $7, $8
       where exists (select from freehold.push_subscriptions where owner_id = $2 and endpoint = $5)
         or (select count(*) from freehold.push_subscriptions where owner_id = $2) < $9
       on conflict (endpoint, owner_id) do update set actor = excluded.actor, name = excluded.name, p256dh = excluded.p256dh,
         auth = excluded.auth, public_key = excluded.public_key
       returning ${listed}`,
      [uuidv7(), ownerId, actor, name, endpoint, p256dh, auth, publicKey, mostPushSubscriptions],
    );
    return rows[0];
  });

/**
 * Stores another address of a browser that is subscribed: it keeps its id and its name.
 * @returns undefined when the owner has no such subscription, as when it was removed elsewhere
 */
export const moveSubscription = (
  database: Database,
  id: string,
  { owner: { ownerId, actor }, address: { endpoint, p256dh, auth }, publicKey }: Omit<NewSubscription, "name">,
): Promise<ListedSubscription | undefined> =>
  database.transaction(async (tx) => {
    tx.enqueue(lockOwner, [ownerId]);
    const known = await tx.query("select from freehold.push_subscriptions where owner_id = $1 and id = $2", [
      ownerId,
      id,
    ]);
    if (known.rowCount === 0) return undefined;
    tx.enqueue(takeFromOthers, [endpoint, ownerId, p256dh, auth]);
    // The page may have told of the same address at this moment.
    tx.enqueue("delete from freehold.push_subscriptions where endpoint = $1 and owner_id = $2 and id <> $3", [
      endpoint,
      ownerId,
      id,
    ]);
    const { rows } = await tx.query<ListedSubscription>(
      `update freehold.push_subscriptions set actor = $3, endpoint = $4, p256dh = $5, auth = $6, public_key = $7
       where owner_id = $1 and id = $2 returning ${listed}`,
      [ownerId, id, actor, endpoint, p256dh, auth, publicKey],
    );
    return rows[0];
  });

/** Those that messages reach, newest first. */
export const listSubscriptions = async (sql: Sql, ownerId: string, publicKey: string): Promise<ListedSubscription[]> =>
  (
    await sql.query<ListedSubscription>(
      `select ${listed} from freehold.push_subscriptions where owner_id = $1 and public_key = $2
       order by id desc limit $3`,
      [ownerId, publicKey, mostPushSubscriptions],
    )
  ).rows;

/** Seconds between two tests of a browser. */
const testPauseSeconds = 10;

/**
 * Notes that an owner tests a subscription.
 * @returns `soon` when the last test was a moment ago, and undefined when there is no such subscription
 */
export async function noteTest(sql: Sql, ownerId: string, id: string): Promise<"noted" | "soon" | undefined> {
  const { rows } = await sql.query<{ isSoon: boolean }>(
    `with before as (
       select id, coalesce(tested_at > now() - $3 * interval '1 second', false) as is_soon
       from freehold.push_subscriptions where owner_id = $1 and id = $2 for update
     )
     update freehold.push_subscriptions s set tested_at = case when b.is_soon then s.tested_at else now() end
     from before b where s.id = b.id returning b.is_soon as "isSoon"`,
    [ownerId, id, testPauseSeconds],
  );
  if (!rows[0]) return undefined;
  return rows[0].isSoon ? "soon" : "noted";
}

/** @returns whether there was such a subscription */
export async function deleteSubscription(sql: Sql, ownerId: string, id: string): Promise<boolean> {
  const statement = "delete from freehold.push_subscriptions where owner_id = $1 and id = $2";
  return (await sql.query(statement, [ownerId, id])).rowCount === 1;
}
