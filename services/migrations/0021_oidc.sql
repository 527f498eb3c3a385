-- Up Migration

-- Null: an OpenID provider signed the person in (docs/adr/0026-oidc.md).
alter table freehold.sessions alter column passkey_id drop not null;
