-- Up Migration

-- When the owner last asked for a test of e-mail or webhook; null: never.
alter table freehold.notification_preferences add column tested_at timestamptz;
