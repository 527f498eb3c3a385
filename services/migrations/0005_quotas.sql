-- Up Migration

-- What each owner has and has done today. One small row is rewritten with each change: room for it on its page.
create table freehold.owner_use (
  owner_id text primary key,
  tasks int not null,
  -- The day of the two counts behind it, UTC.
  day date not null,
  changes int not null,
  history_bytes bigint not null
) with (fillfactor = 50);
insert into freehold.owner_use (owner_id, tasks, day, changes, history_bytes)
  select owner_id, count(*), (now() at time zone 'utc')::date, 0, 0 from freehold.tasks group by owner_id;

-- Tasks that consumers made or deleted. They write for many owners at once, and would wait for each other's rows above.
create table freehold.owner_use_pending (
  owner_id text not null,
  tasks int not null
);
create index owner_use_pending_by_owner on freehold.owner_use_pending (owner_id);

-- Counts what a transaction does for an owner, and refuses what passes a limit; null: none. The lock on the owner's row
-- makes transactions of one owner count one after the other, each with the counts of those before it.
create function freehold.count_use(
  owner text, new_tasks int, new_bytes bigint, most_tasks int, most_changes int, most_bytes bigint
) returns void language plpgsql as $$
declare
  today date := (clock_timestamp() at time zone 'utc')::date;
  used freehold.owner_use;
  pending bigint;
begin
  insert into freehold.owner_use as o (owner_id, tasks, day, changes, history_bytes)
  values (owner, new_tasks, today, 1, new_bytes)
  on conflict (owner_id) do update set
    tasks = o.tasks + excluded.tasks,
    day = excluded.day,
    changes = case when o.day = excluded.day then o.changes else 0 end + 1,
    history_bytes = case when o.day = excluded.day then o.history_bytes else 0 end + excluded.history_bytes
  returning * into used;
  with taken as (delete from freehold.owner_use_pending p where p.owner_id = owner returning p.tasks)
  select sum(taken.tasks) into pending from taken;
  if pending is not null then
    update freehold.owner_use o set tasks = o.tasks + pending where o.owner_id = owner returning * into used;
  end if;
  if new_tasks > 0 and used.tasks > most_tasks then
    raise exception 'tasks' using errcode = 'FQ001', detail = most_tasks;
  elsif used.changes > most_changes then
    raise exception 'changesPerDay' using errcode = 'FQ001', detail = most_changes;
  elsif used.history_bytes > most_bytes then
    raise exception 'historyMbPerDay' using errcode = 'FQ001', detail = most_bytes / 1000000;
  end if;
end $$;
