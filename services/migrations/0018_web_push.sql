-- Up Migration

-- Browsers that show a person's notifications. Whoever has an endpoint and its keys can send to that browser, so the API never lists them.
create table freehold.push_subscriptions (
  id uuid primary key,
  owner_id text not null,
  actor text not null,
  name text not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  -- The platform's key at that time: a browser takes messages of no other.
  public_key text not null,
  created_at timestamptz not null default now(),
  -- When its owner last asked for a message to see whether it arrives.
  tested_at timestamptz,
  unique (endpoint, owner_id)
);
create index push_subscriptions_by_owner on freehold.push_subscriptions (owner_id, id desc);

-- Which browsers have a message already, while another one of the same person has it not: a retry leaves them out.
create table freehold.push_deliveries (
  subscription_id uuid not null references freehold.push_subscriptions (id) on delete cascade,
  event_id uuid not null,
  delivered_at timestamptz not null default now(),
  primary key (subscription_id, event_id)
);

alter table freehold.notification_preferences add column push boolean not null default true;
