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

-- How an owner wants to be notified; without a row, at any time and in every way that the operator has set up.
create table freehold.notification_preferences (
  owner_id text primary key,
  actor text not null,
  in_app boolean not null,
  email boolean not null,
  webhook boolean not null,
  -- Local times as 22:00; all three or none.
  quiet_from text,
  quiet_until text,
  time_zone text,
  updated_at timestamptz not null default now()
);

-- Whether a side effect waits because it is wanted later: it is not late.
alter table freehold.parked add column postponed boolean not null default false;
