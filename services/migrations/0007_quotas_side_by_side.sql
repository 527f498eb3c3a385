-- Up Migration

-- What was counted while another transaction held the owner's row. The release before this one adds up the tasks only.
alter table freehold.owner_use_pending
  add column day date,
  add column changes int not null default 0,
  add column history_bytes bigint not null default 0;

-- Counts what a transaction does for an owner, and refuses what passes a limit; null: none. Far from its limits an owner's
-- transactions do not wait for each other: one has the row, and the next one to have it adds what the others left beside it.
-- Near a limit each waits for the one before it, to count what that one did. "Near" is a hundred of the largest changes, many
-- more than can be in flight at once: nobody sees those yet.
create function freehold.count_change(
  owner text, new_tasks int, new_bytes bigint, most_tasks int, most_changes int, most_bytes bigint
) returns void language plpgsql as $$
declare
  today date := (clock_timestamp() at time zone 'utc')::date;
  used freehold.owner_use;
  is_far boolean;
begin
  perform from freehold.owner_use o where o.owner_id = owner for update skip locked;
  if not found then
    select (most_tasks is null or o.tasks + coalesce(sum(p.tasks), 0) < most_tasks - 100)
      and (most_changes is null
        or (o.day = today)::int * o.changes + coalesce(sum(p.changes) filter (where p.day = today), 0) < most_changes - 100)
      and (most_bytes is null or (o.day = today)::int * o.history_bytes
        + coalesce(sum(p.history_bytes) filter (where p.day = today), 0) < most_bytes - 16000000)
      into is_far
      from freehold.owner_use o left join freehold.owner_use_pending p using (owner_id)
      where o.owner_id = owner group by o.owner_id;
    if is_far then
      insert into freehold.owner_use_pending (owner_id, tasks, day, changes, history_bytes)
      values (owner, new_tasks, today, 1, new_bytes);
      return;
    end if;
    insert into freehold.owner_use as o (owner_id, tasks, day, changes, history_bytes) values (owner, 0, today, 0, 0)
    on conflict (owner_id) do update set tasks = o.tasks;
  end if;
  with taken as (
    delete from freehold.owner_use_pending p where p.owner_id = owner returning p.tasks, p.day, p.changes, p.history_bytes
  ), more as (
    select new_tasks + coalesce(sum(t.tasks), 0) as tasks,
      1 + coalesce(sum(t.changes) filter (where t.day = today), 0) as changes,
      new_bytes + coalesce(sum(t.history_bytes) filter (where t.day = today), 0) as history_bytes
    from taken t
  )
  update freehold.owner_use o set
    tasks = o.tasks + more.tasks,
    day = today,
    changes = (o.day = today)::int * o.changes + more.changes,
    history_bytes = (o.day = today)::int * o.history_bytes + more.history_bytes
  from more where o.owner_id = owner
  returning o.owner_id, o.tasks, o.day, o.changes, o.history_bytes into used;
  if new_tasks > 0 and used.tasks > most_tasks then
    raise exception 'tasks' using errcode = 'FQ001', detail = most_tasks;
  elsif used.changes > most_changes then
    raise exception 'changesPerDay' using errcode = 'FQ001', detail = most_changes;
  elsif used.history_bytes > most_bytes then
    raise exception 'historyMbPerDay' using errcode = 'FQ001', detail = most_bytes / 1000000;
  end if;
end $$;
