-- Up Migration

-- For the tables of the Dapr state store: Dapr makes tables, but no schema.
create schema if not exists dapr_state;

create table freehold.tasks (
  id uuid primary key,
  owner_id text not null,
  actor text not null,
  title text not null,
  description text,
  priority text not null check (priority in ('low', 'medium', 'high')),
  tags text[] not null,
  status text not null check (status in ('open', 'completed')),
  due_at timestamptz,
  -- Minutes before due_at at which the owner wants to be reminded; freehold.reminders holds what was made of it.
  remind_minutes int[] not null,
  rrule text,
  time_zone text,
  series_id uuid,
  series_start text,
  local_time text,
  completed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null
);
create index tasks_by_owner on freehold.tasks (owner_id, id desc);
-- An occurrence of a series can be created only once, whoever tries.
create unique index tasks_one_per_occurrence on freehold.tasks (series_id, local_time);

create table freehold.reminders (
  id uuid primary key,
  task_id uuid not null,
  owner_id text not null,
  actor text not null,
  minutes_before int not null,
  remind_at timestamptz not null,
  status text not null check (status in ('scheduled', 'fired', 'cancelled')),
  fired_at timestamptz,
  unique (task_id, minutes_before)
);
create index reminders_due on freehold.reminders (remind_at) where status = 'scheduled';

create table freehold.notifications (
  id uuid primary key,
  reminder_id uuid not null,
  task_id uuid not null,
  owner_id text not null,
  actor text not null,
  title text not null,
  due_at timestamptz,
  minutes_before int not null,
  remind_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (reminder_id, remind_at)
);
create index notifications_by_owner on freehold.notifications (owner_id, created_at desc);

create table freehold.audit_entries (
  id bigint generated always as identity primary key,
  event_id uuid not null unique,
  type text not null,
  task_id uuid not null,
  owner_id text not null,
  actor text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  before jsonb,
  after jsonb
);
create index audit_entries_by_task on freehold.audit_entries (task_id, id);

create function freehold.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'freehold.audit_entries is append-only';
end $$;
create trigger audit_entries_append_only before update on freehold.audit_entries
  for each row execute function freehold.refuse_change();

create table freehold.idempotency_keys (
  owner_id text not null,
  actor text not null,
  key text not null,
  fingerprint text not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (owner_id, key)
);

-- Events on their way out. The sequence of a subject on a topic is counted in the transaction that writes the event.
create table freehold.sequences (
  topic text not null,
  subject text not null,
  last bigint not null,
  primary key (topic, subject)
);
create table freehold.outbox (
  position bigint generated always as identity primary key,
  topic text not null,
  subject text not null,
  event jsonb not null,
  created_at timestamptz not null default now()
);

-- Events on their way in. A claim says that the consumer has the event: applied, parked or dead-lettered.
create table freehold.inbox (
  consumer text not null,
  event_id uuid not null,
  -- Set while a dead letter is replayed: the next delivery is handled although there is a claim.
  replay boolean not null default false,
  claimed_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
-- How far a consumer is with a subject. Its row lock is what makes events of one subject wait for each other.
create table freehold.progress (
  consumer text not null,
  topic text not null,
  subject text not null,
  sequence bigint not null,
  -- Whether a later event of the subject is parked behind this sequence.
  waiting boolean not null default false,
  primary key (consumer, topic, subject)
);
create table freehold.parked (
  consumer text not null,
  event_id uuid not null,
  topic text not null,
  subject text not null,
  sequence bigint not null,
  owner_id text not null,
  actor text not null,
  event jsonb not null,
  -- 'retry': it failed and is tried again; 'predecessor': an earlier event of its subject is not finished.
  reason text not null check (reason in ('retry', 'predecessor')),
  failures int not null,
  replay boolean not null,
  -- Whether its effects in the database are done, and those outside of it are to come.
  outside boolean not null default false,
  error_code text,
  error_message text,
  first_failed_at timestamptz,
  due_at timestamptz not null,
  primary key (consumer, event_id)
);
create index parked_due on freehold.parked (consumer, due_at);
create index parked_by_subject on freehold.parked (consumer, topic, subject, sequence);

create table freehold.dead_letters (
  id uuid primary key,
  consumer text not null,
  topic text not null,
  event_id text not null,
  subject text,
  owner_id text,
  actor text,
  type text,
  -- The event as it was delivered, whole; a string where it was not even JSON.
  event jsonb not null,
  code text not null,
  reason text not null,
  retries int not null,
  replayable boolean not null,
  status text not null check (status in ('dead', 'replaying', 'replayed')),
  first_failed_at timestamptz not null,
  dead_at timestamptz not null default now(),
  replayed_at timestamptz,
  unique (consumer, event_id)
);
create index dead_letters_newest on freehold.dead_letters (dead_at desc, id);

-- The embedded bus: an append-only log and how far each consumer has read it.
create table freehold.bus_log (
  position bigint generated always as identity primary key,
  topic text not null,
  event jsonb not null,
  appended_at timestamptz not null default now()
);
create index bus_log_by_topic on freehold.bus_log (topic, position);
create table freehold.bus_offsets (
  consumer text not null,
  topic text not null,
  position bigint not null,
  primary key (consumer, topic)
);
