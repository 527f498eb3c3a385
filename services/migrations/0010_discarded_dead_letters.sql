-- Up Migration

-- A dead letter that an operator gave up on: who, when and why. Its status stays 'dead', which every release knows.
alter table freehold.dead_letters add column discarded_at timestamptz;
alter table freehold.dead_letters add column discarded_by text;
alter table freehold.dead_letters add column discard_reason text;
