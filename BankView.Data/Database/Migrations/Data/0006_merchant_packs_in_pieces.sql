-- A pack in pieces, so that a search opens no more than it needs: what tells most misses, the names, and an entry for each name.
-- Packs are made from the rows beside them, again with the next import; until then a search reads the rows.
DROP TABLE merchant_packs;

CREATE TABLE merchant_packs (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    letters BYTEA NOT NULL,
    names BYTEA NOT NULL,
    entries BYTEA NOT NULL
);
