-- Up Migration

-- Who signs in. Tasks name their owner by the same text, which is also the "sub" of a signed bearer token.
create table freehold.people (
  owner_id text primary key,
  operator boolean not null default false,
  -- What an authenticator knows the person by: random, so that it tells nothing.
  user_handle bytea not null unique,
  created_at timestamptz not null default now()
);

-- Links that are good once. Of every secret below only its SHA-256 is kept, so that nobody who reads a table can use it.
create table freehold.invites (
  id uuid primary key,
  owner_id text not null,
  operator boolean not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invites_by_owner on freehold.invites (owner_id, id desc);

create table freehold.passkeys (
  id uuid primary key,
  owner_id text not null,
  name text not null,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_by_owner on freehold.passkeys (owner_id, id desc);

create table freehold.sessions (
  id uuid primary key,
  owner_id text not null,
  -- By which the person signed in.
  passkey_id uuid not null,
  -- What the browser says of itself.
  browser text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_by_owner on freehold.sessions (owner_id, id desc);

create table freehold.personal_tokens (
  id uuid primary key,
  owner_id text not null,
  name text not null,
  scope text not null check (scope in ('read', 'write')),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index personal_tokens_by_owner on freehold.personal_tokens (owner_id, id desc);

-- What an authenticator is asked to sign: good once, for a few minutes, at any replica.
create table freehold.sign_in_challenges (
  challenge_hash bytea primary key,
  -- Of the invite or of the person that it was made for; null: any person who signs in.
  invite_id uuid,
  owner_id text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sign_in_challenges_by_owner on freehold.sign_in_challenges (owner_id);
