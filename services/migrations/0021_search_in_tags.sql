-- Up Migration

-- A search looks into tags, too. No release has these terms yet: v0.2.0 searches without an index, and the next one has both.
-- Contract: unused since v0.2.0

drop index freehold.tasks_by_terms;

-- As in 0006_list_indexes, but for tags: each is part of the text, as "#home".
create or replace function freehold.task_terms(
  owner_id text, title text, description text, tags text[], status text, priority text
) returns tsvector language plpgsql immutable parallel safe cost 1000 as $$
declare
  content text := title || ' ' || coalesce(description, '') || array_to_string(array_prepend('', tags), ' #');
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

create index tasks_by_terms on freehold.tasks
  using gin (freehold.task_terms(owner_id, title, description, tags, status, priority)) with (gin_pending_list_limit = 256);
alter index freehold.tasks_by_terms alter column 1 set statistics 0;
