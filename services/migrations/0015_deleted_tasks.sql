-- Up Migration

-- Deleted tasks, each as the row that it was, until it can't be restored any more. They are not in freehold.tasks, where the
-- release before this one would list them. As JSON, a row keeps columns that later migrations add.
create table freehold.deleted_tasks (
  id uuid primary key,
  owner_id text not null,
  actor text not null,
  deleted_at timestamptz not null default now(),
  task jsonb not null
);
create index deleted_tasks_newest on freehold.deleted_tasks (owner_id, deleted_at desc, id desc);
