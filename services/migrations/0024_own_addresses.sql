-- Up Migration

-- Where notifications of an owner go by a channel, instead of where the operator says.
create table freehold.notification_addresses (
  owner_id text not null,
  channel text not null check (channel in ('email', 'webhook')),
  actor text not null,
  -- An e-mail address is one once its owner has answered with the code that was sent to it.
  address text,
  asked text,
  code text,
  asked_at timestamptz,
  wrong_codes smallint not null default 0,
  primary key (owner_id, channel)
);
