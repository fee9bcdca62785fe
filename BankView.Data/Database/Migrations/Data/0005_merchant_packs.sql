-- All merchants of a member in one sealed value beside their rows, written again by whatever changes the rows: a search opens it
-- at once instead of one by one. A member who has none yet gets one with the next import.
CREATE TABLE merchant_packs (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    sealed BYTEA NOT NULL
);
