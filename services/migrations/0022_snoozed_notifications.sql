-- Up Migration

-- Whether the owner had asked to be reminded once more at that time: how long before the due date says nothing then.
alter table freehold.notifications add column snoozed boolean not null default false;
