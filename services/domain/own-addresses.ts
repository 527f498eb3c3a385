import { randomInt } from "node:crypto";
import type { OperatorsChannel } from "../contracts/notification-channels";
import type { Sql } from "../runtime/database/database";

/** Where an owner's notifications go instead of where the operator says. */
export interface OwnAddresses {
  email: string | null;
  /** Asked for: it is used once its code has come back. */
  emailToConfirm: string | null;
  webhook: string | null;
}

/** Seconds between two codes of an owner: they go to whom they may surprise. */
export const codePauseSeconds = 60;
/** Minutes for which a code is good. */
export const codeMinutes = 60;
export const codeDigits = 8;
/** Wrong codes after which the right one is none either. */
const mostWrongCodes = 5;

const isGood = `code is not null and asked_at > now() - ${codeMinutes} * interval '1 minute'
  and wrong_codes < ${mostWrongCodes}`;

export async function readOwnAddresses(sql: Sql, ownerId: string): Promise<OwnAddresses> {
  const { rows } = await sql.query<{ channel: OperatorsChannel; address: string | null; asked: string | null }>(
    `select channel, address, case when ${isGood} then asked end as asked
     from freehold.notification_addresses where owner_id = $1`,
    [ownerId],
  );
  const of = (channel: OperatorsChannel) => rows.find((row) => row.channel === channel);
  return {
    email: of("email")?.address ?? null,
    emailToConfirm: of("email")?.asked ?? null,
    webhook: of("webhook")?.address ?? null,
  };
}

/** @returns undefined where it is the operator's */
export async function ownAddress(sql: Sql, ownerId: string, channel: OperatorsChannel): Promise<string | undefined> {
  const { rows } = await sql.query<{ address: string | null }>(
    "select address from freehold.notification_addresses where owner_id = $1 and channel = $2",
    [ownerId, channel],
  );
  return rows[0]?.address ?? undefined;
}

interface Owner {
  ownerId: string;
  actor: string;
}

export async function setOwnWebhook(sql: Sql, { ownerId, actor }: Owner, url: string): Promise<void> {
  await sql.query(
    `insert into freehold.notification_addresses (owner_id, channel, actor, address) values ($1, 'webhook', $2, $3)
     on conflict (owner_id, channel) do update set actor = excluded.actor, address = excluded.address`,
    [ownerId, actor, url],
  );
}

/**
 * Notes the e-mail address that an owner wants, with a new code. The one that is in use stays so until then.
 * @returns whether that is allowed: not within `codePauseSeconds` of the code before
 */
export async function askForOwnEmail(sql: Sql, { ownerId, actor }: Owner, address: string): Promise<boolean> {
  const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, "0");
  const { rows } = await sql.query(
    `insert into freehold.notification_addresses as a (owner_id, channel, actor, asked, code, asked_at)
     values ($1, 'email', $2, $3, $4, now())
     on conflict (owner_id, channel) do update set actor = excluded.actor, asked = excluded.asked,
       code = excluded.code, asked_at = excluded.asked_at, wrong_codes = 0
       where a.asked_at is null or a.asked_at <= now() - $5 * interval '1 second'
     returning owner_id`,
    [ownerId, actor, address, code, codePauseSeconds],
  );
  return rows.length === 1;
}

/** @returns undefined when there is none to confirm, or its code is not good any more */
export async function emailToConfirm(
  sql: Sql,
  ownerId: string,
): Promise<{ address: string; code: string } | undefined> {
  const { rows } = await sql.query<{ address: string; code: string }>(
    `select asked as address, code from freehold.notification_addresses
     where owner_id = $1 and channel = 'email' and ${isGood}`,
    [ownerId],
  );
  return rows[0];
}

/**
 * Takes the code that was sent to an address: the address is the owner's from now on.
 * @returns whether it is the code, and good
 */
export async function confirmOwnEmail(sql: Sql, ownerId: string, code: string): Promise<boolean> {
  const { rows } = await sql.query<{ isConfirmed: boolean }>(
    `update freehold.notification_addresses set
       address = case when code = $2 then asked else address end,
       asked = case when code = $2 then null else asked end,
       code = nullif(code, $2),
       wrong_codes = wrong_codes + 1
     where owner_id = $1 and channel = 'email' and ${isGood}
     returning code is null as "isConfirmed"`,
    [ownerId, code],
  );
  return rows[0]?.isConfirmed ?? false;
}

/** Has notifications go where the operator says again. When a code was last sent is kept: it limits how many are. */
export async function removeOwnAddress(sql: Sql, ownerId: string, channel: OperatorsChannel): Promise<void> {
  await sql.query(
    `update freehold.notification_addresses set address = null, asked = null, code = null
     where owner_id = $1 and channel = $2`,
    [ownerId, channel],
  );
}
