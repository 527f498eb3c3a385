import { v7 as uuidv7 } from "uuid";
import { hashOfToken } from "../../runtime/core/secret-token";
import type { Database, Sql } from "../../runtime/database/database";
import type { Identity } from "../../runtime/http/auth";
import { conflict } from "../../runtime/http/problem";
import type { PageRow } from "../page";
import { boundedPage } from "../page";

/** Feeds that one owner may have. */
export const mostFeeds = 20;

export interface FeedRow extends PageRow {
  id: string;
  name: string;
  created_at: Date;
}

/** Stores a feed, without its token. @throws HttpProblem 409 when the owner has as many as may be */
export const addFeed = (database: Database, { ownerId, actor }: Identity, name: string, token: string) =>
  database.transaction(async (tx) => {
    // Two at once would both find room for the last one.
    tx.enqueue("select pg_advisory_xact_lock(hashtext('freehold.calendar_feeds'), hashtext($1))", [ownerId]);
    const { rows } = await tx.query<FeedRow>(
      `insert into freehold.calendar_feeds (id, owner_id, actor, name, token_hash)
       select $1, $2, $3, $4, $5 where (select count(*) from freehold.calendar_feeds where owner_id = $2) < $6
       returning id, name, created_at`,
      [uuidv7(), ownerId, actor, name, hashOfToken(token), mostFeeds],
    );
    if (!rows[0])
      throw conflict(
        "TOO_MANY_FEEDS",
        `You have ${mostFeeds} calendar feeds, the most that one owner may have: revoke one.`,
        { most: mostFeeds },
      );
    return rows[0];
  });

const page = boundedPage(
  `select id, name, created_at, octet_length(name) as bytes from freehold.calendar_feeds
   where owner_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
  "id desc",
);

export const listFeeds = async (sql: Sql, ownerId: string, olderThan: string | undefined, limit: number) =>
  (await sql.query<FeedRow>(page, [ownerId, olderThan, limit + 1])).rows;

/** @returns whether there was such a feed */
export async function revokeFeed(sql: Sql, ownerId: string, id: string): Promise<boolean> {
  const statement = "delete from freehold.calendar_feeds where id = $1 and owner_id = $2";
  return (await sql.query(statement, [id, ownerId])).rowCount === 1;
}

/** Whose feed it is, and what it is named; undefined for a token that is none. */
export async function findFeed(sql: Sql, hash: Buffer): Promise<{ ownerId: string; name: string } | undefined> {
  const { rows } = await sql.query<{ ownerId: string; name: string }>(
    `select owner_id as "ownerId", name from freehold.calendar_feeds where token_hash = $1`,
    [hash],
  );
  return rows[0];
}

/** A text that changes exactly when what a feed shows does. */
export async function feedState(sql: Sql, ownerId: string): Promise<string> {
  const { rows } = await sql.query<{ state: string }>(
    `select count(*) || '.' || coalesce(sum(hashtextextended(id || '.' || version, 0)), 0) as state
     from freehold.tasks where owner_id = any($1::text[]) and status = 'open' and due_at is not null`,
    [[ownerId]],
  );
  return rows[0]?.state ?? "";
}
