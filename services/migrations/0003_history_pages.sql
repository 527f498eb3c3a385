-- Up Migration

-- A page of a task's history continues after the time and the event of the last entry of the page before.
create index audit_entries_by_time on freehold.audit_entries (task_id, occurred_at, event_id);
