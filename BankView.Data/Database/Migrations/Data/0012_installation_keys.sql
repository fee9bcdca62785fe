-- Keys that the installation makes for itself and that belong to no member: what it signs Web Push messages with. "sealed" holds the
-- private key, under a key derived from the master key.
CREATE TABLE installation_keys (
    name TEXT NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL,
    created_at TEXT NOT NULL
);
