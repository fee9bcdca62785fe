-- Each member's own key, wrapped by the master key. Deleting a row erases the member wherever the ciphertext went.
CREATE TABLE member_keys (
    user_id TEXT NOT NULL PRIMARY KEY,
    wrapped_key BYTEA NOT NULL,
    created_at TEXT NOT NULL
);
