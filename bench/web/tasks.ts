import type pg from "pg";
import { z } from "zod";
import { localUser } from "../../services/runtime/http/auth";

/** Open tasks of the one who looks at the page. */
export const taskCount = 10_000;

/** Adds them: a half is still to come, the others have no date, or one that has passed. */
export async function addTasks(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into freehold.tasks
       (id, owner_id, actor, title, priority, tags, status, due_at, remind_minutes, created_at, updated_at, version)
     select uuidv7(n * interval '-1 minute'), $1, $1, 'Water plant ' || n, (array['low', 'medium', 'high'])[1 + n % 3], '{home}', 'open',
       case n % 4 when 0 then null when 1 then now() - n * interval '1 hour' else now() + (24 + n) * interval '1 hour' end,
       '{}', now() - n * interval '1 minute', now(), 1
     from generate_series(1, $2::int) n`,
    [localUser.ownerId, taskCount],
  );
  await pool.query("vacuum analyze freehold.tasks");
}

const pageSchema = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });

/** All open tasks, as the API has them. */
export async function allTasks(origin: string): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await fetch(`${origin}/api/tasks?status=open&limit=100${from}`);
    const page = pageSchema.parse(await answer.json());
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
