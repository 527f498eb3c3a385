-- Up Migration

-- Lists of an owner. The default list has no row: it is where tasks are whose list_id is null.
create table freehold.lists (
  id uuid primary key,
  owner_id text not null,
  actor text not null,
  name text not null,
  colour text,
  -- Smaller ones come first. One between two others is their mean, so that no other list changes.
  position double precision not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null
);
create index lists_by_owner on freehold.lists (owner_id, position, id);

-- No foreign key: to delete a list, Postgres would look for its tasks in an index that begins with list_id alone. Who puts a
-- task into a list locks the list, and a list is deleted when it has no task (services/domain/lists.ts).
alter table freehold.tasks
  add column list_id uuid,
  -- Items as events carry them; null: none.
  add column checklist jsonb,
  -- The place in the owner's own order, greatest first (services/domain/rank.ts); null while the task was never moved.
  add column position bytea;

-- The key of the manual order. A task that was never moved has its place by its id, which rises with time.
create function freehold.rank_of(moved bytea, id uuid) returns bytea language sql immutable parallel safe return
  coalesce($1, uuid_send($2));

-- Lists in another order, and lists within a list (services/backend/task-stretches.ts). What the filters but tag and search ask
-- for is in each index, so the heap is read for one page only.
create index tasks_by_list on freehold.tasks (owner_id, list_id, status, priority, id desc) include (due_at);
create index tasks_by_due_date on freehold.tasks (owner_id, status, due_at, id desc) include (priority, list_id);
create index tasks_by_rank on freehold.tasks (owner_id, status, freehold.rank_of(position, id) desc, id desc)
  include (position, priority, list_id, due_at);
