-- Up Migration

-- A side effect takes a lease before it runs and clears it when it is done: no transaction stays open meanwhile.
-- A claim without a lease is final, as every claim of an earlier release is.
alter table freehold.inbox add column lease_until timestamptz;
