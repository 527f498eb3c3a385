-- Up Migration

-- From when a task repeats, and what becomes of missed dates (services/contracts/task.ts). Null is the default of each.
alter table freehold.tasks
  add column repeat_from text check (repeat_from in ('completion')),
  add column catch_up text check (catch_up in ('next'));
