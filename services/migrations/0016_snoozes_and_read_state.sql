-- Up Migration

-- When the owner wants to be reminded once more.
alter table freehold.tasks add column snoozed_until timestamptz;

-- What the reminder consumer made of it, one for each task. Not in freehold.reminders, where the release before this one
-- cancels what a task has no minutes for.
create table freehold.snoozes (
  id uuid primary key,
  task_id uuid not null unique,
  owner_id text not null,
  actor text not null,
  remind_at timestamptz not null,
  status text not null check (status in ('scheduled', 'fired', 'cancelled')),
  fired_at timestamptz,
  traceparent text
);
create index snoozes_due on freehold.snoozes (remind_at) where status = 'scheduled';

-- When the owner read a notification; null: not yet.
alter table freehold.notifications add column read_at timestamptz;
create index notifications_unread on freehold.notifications (owner_id, id) where read_at is null;
