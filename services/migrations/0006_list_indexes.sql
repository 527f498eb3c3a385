-- Up Migration

-- Postgres plans a list for the average owner once it has prepared it, and a list of a few tasks is sorted sooner than read in
-- order. So it is told that an owner has a tenth of the tasks: a list of 100,000 must not be sorted.
alter table freehold.tasks alter column owner_id set (n_distinct = 10);

-- Every list of tasks is ordered by id. services/backend/task-list.ts says which query uses which index.

-- Filters by status and priority: each pair is a stretch of this index in the order of the list, and a list merges up to six.
create index tasks_by_state on freehold.tasks (owner_id, status, priority, id desc);

-- Filters by due date. A range of due dates is a few months, and each month of a status and a priority is a stretch of this
-- index in the order of the list. All conditions but those of terms are in it, so the heap is read for one page only.
create function freehold.month_of(timestamptz) returns timestamp language sql immutable parallel safe return
  date_trunc('month', $1 at time zone 'UTC');
create index tasks_by_due on freehold.tasks (owner_id, status, priority, freehold.month_of(due_at), id desc)
  include (due_at) where due_at is not null;

-- The terms that a task is found by: its owner, tags, status and priority, and each three characters of its folded text.
-- pg_trgm is no help: in a database with the collation C it drops every letter that is not ASCII, and no search of one or
-- two characters can use it. Here such a search asks for the terms that begin with it, which is why the last two characters
-- make terms of their own. A digit of the owner's hash starts each term of the text: the lists of terms stay short although
-- all owners share the index, and small owners share a vocabulary.
create function freehold.task_terms(
  owner_id text, title text, description text, tags text[], status text, priority text
) returns tsvector language plpgsql immutable parallel safe cost 1000 as $$
declare
  content text := title || ' ' || coalesce(description, '');
  letters text[] := string_to_array(freehold.fold_case(content), null);
  part text := left(md5(owner_id), 1);
begin
  -- A search in ASCII compares with the text as it is, where é may be e and an accent.
  if content is not nfc normalized then
    letters := letters || string_to_array(lower(content collate "C"), null);
  end if;
  return array_to_tsvector(
    array(
      select part || a || coalesce(b, '') || coalesce(c, '')
      from (select unnest(letters) as a, unnest(letters[2:]) as b, unnest(letters[3:]) as c) l
    ) || array(select 'T' || part || tag from unnest(tags) as tag)
      || array['O' || owner_id, 'S' || part || status, 'P' || part || priority]
  );
end $$;

-- A term as the type tsquery reads it, whatever characters it has.
create function freehold.quoted_term(text) returns text language sql immutable parallel safe return
  '''' || replace(replace($1, '\', '\\'), '''', '''''') || '''';

-- The terms that a task must have to match; null: any. A task that has them may still not match the search: its letters can
-- be elsewhere. The first 24 of a long search are enough.
create function freehold.wanted_terms(
  owner_id text, search text, tag text, status text, priority text
) returns tsquery language plpgsql immutable parallel safe as $$
declare
  folded text := freehold.fold_case(search);
  part text := left(md5(owner_id), 1);
  terms text[] := array_remove(array['O' || owner_id, 'T' || part || tag, 'S' || part || status, 'P' || part || priority], null);
begin
  terms := terms || array(
    select part || substr(folded, n, 3) from generate_series(1, least(length(folded) - 2, 24)) as n
  );
  return concat_ws(
    ' & ',
    (select string_agg(freehold.quoted_term(term), ' & ') from unnest(terms) as term),
    case when length(folded) < 3 then freehold.quoted_term(part || folded) || ':*' end
  )::tsquery;
end $$;

-- Tags and searches that few tasks match. Every search reads the whole list of entries that are still to be merged, and a
-- write that fills it merges it: at 256 kB, both stay short.
create index tasks_by_terms on freehold.tasks
  using gin (freehold.task_terms(owner_id, title, description, tags, status, priority)) with (gin_pending_list_limit = 256);
-- ANALYZE would compute the terms of 30,000 tasks for statistics that no query uses.
alter index freehold.tasks_by_terms alter column 1 set statistics 0;

-- The tasks of an owner that have all terms and are older than a task, newest first. In a function because of work_mem: where
-- the matches do not fit, Postgres would compute the terms of every task on their pages again.
create function freehold.tasks_with_terms(
  wanted tsquery, owner text, older_than uuid, due_after timestamptz, due_before timestamptz
) returns setof uuid language plpgsql stable parallel safe set work_mem = '64MB' as $$
begin
  return query
    -- offset 0 keeps the planner from another index, and with it from computing the terms of every task of the owner.
    select t.id from (
      select id, owner_id, due_at from freehold.tasks
      where freehold.task_terms(owner_id, title, description, tags, status, priority) @@ wanted
      offset 0
    ) t
    where t.owner_id = owner and t.id < older_than
      and (due_after is null or t.due_at >= due_after)
      and (due_before is null or t.due_at < due_before)
    order by t.id desc;
end $$;
