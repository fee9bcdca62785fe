-- A link that is being made or repaired: from the member's yes on the consent page until the accounts are chosen. Nothing of it is
-- a bank link before it is finished. "sealed" holds the terms agreed to and what the connector must have again when the bank answers;
-- the bank sends back "state", of which only a hash is kept. "link_id" is the link that a repair or a renewal is for.
CREATE TABLE link_attempts (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    institution_id TEXT NOT NULL REFERENCES institutions (id),
    link_id TEXT NULL,
    state_hash TEXT NOT NULL UNIQUE,
    step TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (user_id, id)
);

-- How far each account has been read: all that happened before read_to is stored.
CREATE TABLE account_syncs (
    user_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    read_from TEXT NULL,
    read_to TEXT NULL,
    problem TEXT NULL,
    PRIMARY KEY (user_id, account_id),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE,
    FOREIGN KEY (user_id, link_id) REFERENCES bank_links (user_id, id) ON DELETE CASCADE
);

-- One reading of one link: how it began and ended, and counts. No account, amount or merchant.
CREATE TABLE sync_runs (
    user_id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    id TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT NULL,
    problem TEXT NULL,
    added BIGINT NOT NULL DEFAULT 0,
    changed BIGINT NOT NULL DEFAULT 0,
    removed BIGINT NOT NULL DEFAULT 0,
    unreadable BIGINT NOT NULL DEFAULT 0,
    calls BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id, link_id, id),
    FOREIGN KEY (user_id, link_id) REFERENCES bank_links (user_id, id) ON DELETE CASCADE
);

CREATE INDEX sync_runs_recent ON sync_runs (started_at DESC, id DESC);

-- What is to be taken back at a bank, and what came of it. It outlives the link, whose history may be erased before the bank answers.
-- "sealed" holds the bank's name and, until the bank has confirmed, the credential; "id" is the credential's.
CREATE TABLE revocations (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    institution_id TEXT NOT NULL REFERENCES institutions (id),
    state TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    problem TEXT NULL,
    next_try_at TEXT NULL,
    confirmed_at TEXT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (user_id, id)
);

CREATE INDEX revocations_due ON revocations (next_try_at) WHERE next_try_at IS NOT NULL;

-- Each call that left this installation: to whom, for whom, how it ended. No path values, no content.
CREATE TABLE egress_calls (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NULL REFERENCES users (id) ON DELETE CASCADE,
    link_id TEXT NULL,
    institution_id TEXT NULL,
    called_at TEXT NOT NULL,
    method TEXT NOT NULL,
    host TEXT NOT NULL,
    what TEXT NOT NULL,
    status BIGINT NULL,
    failure TEXT NULL,
    milliseconds BIGINT NOT NULL
);

CREATE INDEX egress_calls_of_member ON egress_calls (user_id, id DESC);

-- What administrators did, to what; names as they were then, so that an entry outlives both. Never a figure of anybody's.
CREATE TABLE admin_actions (
    id TEXT NOT NULL PRIMARY KEY,
    acted_at TEXT NOT NULL,
    administrator_id TEXT NOT NULL,
    administrator TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NULL,
    detail TEXT NULL
);

CREATE INDEX admin_actions_recent ON admin_actions (acted_at DESC, id DESC);

-- Who wants the link read at its next turn, where it is not the schedule's own wish.
ALTER TABLE bank_links ADD COLUMN asked_by TEXT NULL;

-- Who exchanges the credential at its bank right now, and until when that is believed: a refresh token is good for one use, so
-- readings on several nodes take turns.
ALTER TABLE credentials ADD COLUMN turn_id TEXT NULL;
ALTER TABLE credentials ADD COLUMN turn_until TEXT NULL;
