-- Up Migration

-- Addresses by which calendars read the due dates of an owner. Of a token only its SHA-256 is kept, so that nobody who reads the table
-- can use it.
create table freehold.calendar_feeds (
  id uuid primary key,
  owner_id text not null,
  actor text not null,
  name text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now()
);
create index calendar_feeds_by_owner on freehold.calendar_feeds (owner_id, id desc);
