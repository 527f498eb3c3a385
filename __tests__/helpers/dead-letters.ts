import type { Sql } from "../../services/runtime/database/database";

export interface DeadLetter {
  id: string;
  event_id: string;
  code: string;
  reason: string;
  retries: number;
  status: string;
  owner_id: string;
  event: unknown;
}

/** The dead letters of a consumer, the oldest first. Default: of all. */
export async function deadLettersIn(database: Sql, consumer?: string): Promise<DeadLetter[]> {
  const { rows } = await database.query<DeadLetter>(
    `select id, event_id, code, reason, retries, status, owner_id, event from freehold.dead_letters
     where $1::text is null or consumer = $1 order by dead_at`,
    [consumer],
  );
  return rows;
}
