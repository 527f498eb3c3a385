import { signInTimes } from "../../contracts/sign-in";
import { hashOfToken } from "../../runtime/core/secret-token";
import type { Sql } from "../../runtime/database/database";

/** For whom an authenticator was asked to sign: by an invite, or as a person. Neither: any person who signs in. */
export interface AskedFor {
  inviteId?: string;
  ownerId?: string;
}

/** Challenges past their end that one new one deletes: more than come in, so that strangers can't fill the table. */
const deletedAtOnce = 100;

/**
 * Keeps a challenge until it is answered. In the database, since the answer may reach another replica.
 * @param minutes in which it has to be answered. Default: those of an authenticator
 */
export async function keepChallenge(
  sql: Pick<Sql, "query">,
  challenge: string,
  { inviteId, ownerId }: AskedFor,
  minutes: number = signInTimes.challengeMinutes,
): Promise<void> {
  await sql.query(
    `with ended as (delete from freehold.sign_in_challenges where challenge_hash = any(array(
       select challenge_hash from freehold.sign_in_challenges where expires_at < now() limit $5 for update skip locked)))
     insert into freehold.sign_in_challenges (challenge_hash, invite_id, owner_id, expires_at)
     values ($1, $2, $3, now() + $4 * interval '1 minute')`,
    [hashOfToken(challenge), inviteId, ownerId, minutes, deletedAtOnce],
  );
}

/** @returns whether it was asked for the same, and is answered for the first time and in time */
export async function takeChallenge(
  sql: Pick<Sql, "query">,
  challenge: string,
  { inviteId, ownerId }: AskedFor,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `delete from freehold.sign_in_challenges
     where challenge_hash = $1 and expires_at > now() and invite_id is not distinct from $2::uuid and owner_id is not distinct from $3::text`,
    [hashOfToken(challenge), inviteId, ownerId],
  );
  return rowCount === 1;
}
