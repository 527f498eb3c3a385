-- Up Migration

-- What an event belongs to and follows from, beside its history: a broker does not find an event again by its id. 32 bytes a
-- row and no index: ids are UUIDv7, so the events of a trace are a short stretch of the unique index on event_id.
alter table freehold.audit_entries add column trace_id uuid;
alter table freehold.audit_entries add column caused_by uuid;
