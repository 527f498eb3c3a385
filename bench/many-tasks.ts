import { createHash } from "node:crypto";
import type { Sql } from "../services/runtime/database/database";

/** An owner with a thousand tasks, the same in every table that `fillTasks` makes, and one with a tenth of the table. */
export const few = { owner: "few", tasks: 1_000 };
export const many = "many";

/** The id of a list of an owner: `work` has a fifth of the tasks, `rare` five. */
export const listId = (owner: string, name: "work" | "rare"): string =>
  createHash("md5")
    .update(`${owner}${name}`)
    .digest("hex")
    .replace(/(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-8$4-");

/**
 * Fills freehold.tasks with three years of tasks, those of all owners mixed. Both owners have the same share of each kind, so
 * that a filter means the same for both: five of its tasks are rare, a thirtieth is in a sprint, a seventh has a report, a half is at home.
 * A fifth is in one list and five are in another; a tenth was moved in the owner's order.
 * @param total tasks of all owners, a multiple of 1,000; with 1,000 all are of one owner
 */
export async function fillTasks(sql: Sql, total: number): Promise<void> {
  const indexes = await sql.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'freehold.tasks'::regclass and not i.indisunique`,
  );
  // Postgres builds an index of a full table in a tenth of the time that it takes to keep it up while the table fills.
  for (const { name } of indexes.rows) await sql.query(`drop index freehold.${name}`);
  await sql.query(texts);
  await sql.query(tasks, [total, few.owner, few.tasks, many]);
  await sql.query("drop table public.texts");
  for (const { definition } of indexes.rows) await sql.query(definition);
  await sql.query("alter index freehold.tasks_by_terms alter column 1 set statistics 0");
  await sql.query("vacuum analyze freehold.tasks");
}

/** 2,000 texts of 3 to 62 words in three scripts; a few words are frequent, as in any language. None has a q or an x. */
const texts = `create table public.texts as
  with words as (
    select n, case n % 8 when 3 then translate(word, 'abdegiklmnoprstuv', 'абдегиклмнопрстув')
      when 5 then chr(19968 + n) || chr(20968 + n) else word end as word
    from generate_series(0, 999) n, lateral (
      select string_agg(substr('babedibokudadegomilanemorapisotuvevi', 1 + 2 * ((hashint4(n * 31 + k) & 65535) % 18), 2), '')
      from generate_series(1, 2 + n % 3) k
    ) w (word)
  ), places as (
    select n, floor(1000 * ((hashint4(n * 101 + k) & 65535) / 65536.0) ^ 3)::int as word
    from generate_series(0, 1999) n, lateral generate_series(1, 3 + n % 60) k
  )
  select places.n, string_agg(words.word, ' ') as text from places join words on words.n = places.word group by places.n`;

/** The same id as that of `listId`, in SQL. */
const listOf = (name: string): string =>
  `overlay(overlay(md5(owner || '${name}') placing '4' from 13) placing '8' from 17)::uuid`;

const tasks = `insert into freehold.tasks
    (id, owner_id, actor, title, description, priority, tags, status, due_at, remind_minutes, created_at, updated_at, version,
     list_id, position)
  with owned as (
    select i, timestamptz '2024-01-01 00:00Z' + i * (interval '3 years' / $1::int) as created_at,
      case when i % ($1 / $3::int) = 0 then $2::text when i % 10 = 1 then $4::text else 'owner' || i % 897 end as owner
    from generate_series(0, $1 - 1) i
  ), chances as (
    select *, (row_number() over (partition by owner order by i) + 100) % (case owner when $2 then $3 else $1 / 10 end / 5) = 0 as rare,
      array(select (hashint8extended(i, k) & 1048575) / 1048576.0 from generate_series(1, 12) k) as chance
    from owned
  )
  select (lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(i), 15, '0'))::uuid,
    owner, owner,
    concat_ws(' ', title.text, case when chance[1] < 1 / 7.0 then 'Report' end, case when chance[2] < 0.03 then 'sprint' end,
      case when rare then 'Зимний вечер 鬱' end),
    description.text,
    case when chance[3] < 0.6 then 'low' when chance[3] < 0.9 then 'medium' else 'high' end,
    array_remove(array[case when chance[4] < 0.5 then 'home' end, case when chance[5] < 0.03 then 'sprint' end,
      case when rare then 'rare' end, case when i < $1 / 2 and chance[6] < 0.3 then 'old' end], null),
    case when i < $1 * 0.95 and chance[7] < 0.97 then 'completed' else 'open' end,
    case when chance[8] < 0.7 then created_at + chance[9] * interval '30 days' end,
    '{}', created_at, created_at, 1,
    case when chance[12] < 0.2 then ${listOf("work")} when rare then ${listOf("rare")} end,
    case when chance[11] < 0.1 then decode(md5(i::text), 'hex') end
  from chances
    join public.texts title on title.n = floor(chance[10] * 33) * 60 + i % 4
    left join public.texts description on i % 10 = 0 and description.n = floor(chance[11] * 2000)
  order by i`;
