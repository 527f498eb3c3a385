import type { Sql } from "../runtime/database/database";
import type { QuietHours } from "./quiet-hours";

/** How an owner wants to be notified. */
export interface NotificationPreferences {
  /** In the list of notifications, and on open pages: at once, in quiet hours too. */
  inApp: boolean;
  /** By the channels that the operator has set up: at the end of quiet hours. */
  email: boolean;
  webhook: boolean;
  quietHours: QuietHours | null;
}

const defaults: NotificationPreferences = { inApp: true, email: true, webhook: true, quietHours: null };

interface Row {
  inApp: boolean;
  email: boolean;
  webhook: boolean;
  quiet_from: string | null;
  quiet_until: string | null;
  time_zone: string | null;
}

export async function readPreferences(sql: Sql, ownerId: string): Promise<NotificationPreferences> {
  const { rows } = await sql.query<Row>(
    `select in_app as "inApp", email, webhook, quiet_from, quiet_until, time_zone
     from freehold.notification_preferences where owner_id = $1`,
    [ownerId],
  );
  if (!rows[0]) return defaults;
  const { quiet_from: from, quiet_until: until, time_zone: timeZone, ...channels } = rows[0];
  return { ...channels, quietHours: from && until && timeZone ? { from, until, timeZone } : null };
}

export async function writePreferences(
  sql: Sql,
  ownerId: string,
  actor: string,
  { inApp, email, webhook, quietHours }: NotificationPreferences,
): Promise<void> {
  await sql.query(
    `insert into freehold.notification_preferences
       (owner_id, actor, in_app, email, webhook, quiet_from, quiet_until, time_zone)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (owner_id) do update set actor = excluded.actor, in_app = excluded.in_app, email = excluded.email,
       webhook = excluded.webhook, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
       time_zone = excluded.time_zone, updated_at = now()`,
    [ownerId, actor, inApp, email, webhook, quietHours?.from, quietHours?.until, quietHours?.timeZone],
  );
}
