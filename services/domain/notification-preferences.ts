import type { Sql } from "../runtime/database/database";
import type { QuietHours } from "./quiet-hours";

/** How an owner wants to be notified. */
export interface NotificationPreferences {
  /** In the list of notifications, and on open pages: at once, in quiet hours too. */
  inApp: boolean;
  /** By the channels that the operator has set up: at the end of quiet hours. */
  email: boolean;
  webhook: boolean;
  /** In the browsers that the owner has subscribed: at the end of quiet hours. */
  push: boolean;
  quietHours: QuietHours | null;
}

const defaults: NotificationPreferences = { inApp: true, email: true, webhook: true, push: true, quietHours: null };

interface Row {
  inApp: boolean;
  email: boolean;
  webhook: boolean;
  push: boolean;
  quiet_from: string | null;
  quiet_until: string | null;
  time_zone: string | null;
}

export async function readPreferences(sql: Sql, ownerId: string): Promise<NotificationPreferences> {
  const { rows } = await sql.query<Row>(
    `select in_app as "inApp", email, webhook, push, quiet_from, quiet_until, time_zone
     from freehold.notification_preferences where owner_id = $1`,
    [ownerId],
  );
  if (!rows[0]) return defaults;
  const { quiet_from: from, quiet_until: until, time_zone: timeZone, ...channels } = rows[0];
  return { ...channels, quietHours: from && until && timeZone ? { from, until, timeZone } : null };
}

/** A change of it; without `push`, as the release before sent it, that stays as it is. */
export type PreferencesChange = Omit<NotificationPreferences, "push"> & { push?: boolean | undefined };

/** @returns what the owner prefers now */
export async function writePreferences(
  sql: Sql,
  ownerId: string,
  actor: string,
  change: PreferencesChange,
): Promise<NotificationPreferences> {
  const { inApp, email, webhook, push, quietHours } = change;
  const { rows } = await sql.query<{ push: boolean }>(
    `insert into freehold.notification_preferences as p
       (owner_id, actor, in_app, email, webhook, push, quiet_from, quiet_until, time_zone)
     values ($1, $2, $3, $4, $5, coalesce($6::boolean, $10::boolean), $7, $8, $9)
     on conflict (owner_id) do update set actor = excluded.actor, in_app = excluded.in_app, email = excluded.email,
       webhook = excluded.webhook, push = coalesce($6::boolean, p.push), quiet_from = excluded.quiet_from,
       quiet_until = excluded.quiet_until, time_zone = excluded.time_zone, updated_at = now()
     returning push`,
    [
      ...[ownerId, actor, inApp, email, webhook, push],
      ...[quietHours?.from, quietHours?.until, quietHours?.timeZone, defaults.push],
    ],
  );
  return { ...change, push: rows[0]?.push ?? defaults.push };
}

/** Seconds between two tests of an owner. */
export const channelTestPauseSeconds = 10;

/**
 * Notes that an owner asks for a test.
 * @returns whether that is allowed: not within `channelTestPauseSeconds` of the one before
 */
export async function noteChannelTest(sql: Sql, ownerId: string, actor: string): Promise<boolean> {
  const { inApp, email, webhook, push } = defaults;
  const { rows } = await sql.query(
    `insert into freehold.notification_preferences as p (owner_id, actor, in_app, email, webhook, push, tested_at)
     values ($1, $2, $3, $4, $5, $6, now())
     on conflict (owner_id) do update set tested_at = now()
       where p.tested_at is null or p.tested_at <= now() - $7 * interval '1 second'
     returning owner_id`,
    [ownerId, actor, inApp, email, webhook, push, channelTestPauseSeconds],
  );
  return rows.length === 1;
}
