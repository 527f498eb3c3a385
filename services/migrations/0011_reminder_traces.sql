-- Up Migration

-- The trace that set a reminder, so that the reminder continues it when it is due.
alter table freehold.reminders add column traceparent text;
