-- Up Migration

-- The time zone of a task that is due on a day, not at a time (docs/adr/0025-all-day-tasks.md): due_at is the last second of that
-- day there. Null: due_at is a time.
alter table freehold.tasks add column due_zone text;

-- The same, of the task that a notification is about.
alter table freehold.notifications add column due_zone text;
