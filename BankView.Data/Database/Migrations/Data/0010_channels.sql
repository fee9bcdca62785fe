-- Where a member wants to be told, each proved before anything is sent there. "sealed" holds the address and its label;
-- address_tag, under the member's own key, keeps the same address from standing twice. reply_tag, under the installation's key, tells
-- whose a message is that comes in (a messenger's); last_heard_at is when one last did.
CREATE TABLE channels (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    address_tag BYTEA NOT NULL,
    reply_tag BYTEA NULL UNIQUE,
    detail TEXT NOT NULL,
    is_fallback BOOLEAN NOT NULL,
    place BIGINT NOT NULL,
    problem TEXT NULL,
    problem_since TEXT NULL,
    last_heard_at TEXT NULL,
    proved_at TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (user_id, id),
    UNIQUE (user_id, kind, address_tag)
);

-- A channel that is being proved: nothing of it is a channel before. A code is kept as a tag under the member's key; a token, which
-- comes back by a messenger and from nobody signed in, as a hash.
CREATE TABLE channel_proofs (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    token_hash TEXT NULL UNIQUE,
    code_tag BYTEA NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    sealed BYTEA NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (user_id, id)
);

-- How a member wants messages. "sealed" holds the word by which the member knows a message as BankView's.
CREATE TABLE message_settings (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    quiet_from TEXT NULL,
    quiet_to TEXT NULL,
    fraud_breaks_quiet BOOLEAN NOT NULL,
    sealed BYTEA NULL
);

-- The outbox, and the record of what was sent where: one row for each alert and channel, written with the alert. It holds no content.
-- A row that waits has next_try_at; one that is "Held" is sent only when those before it fail. claimed_at is when sending began: from
-- then on it is never begun a second time unless the other side said that nothing arrived.
CREATE TABLE deliveries (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    alert_id TEXT NULL,
    rule TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    channel_kind TEXT NOT NULL,
    place BIGINT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    next_try_at TEXT NULL,
    claimed_at TEXT NULL,
    problem TEXT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT NULL,
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, alert_id) REFERENCES alerts (user_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX deliveries_once ON deliveries (user_id, alert_id, channel_id);
-- A channel's messages that are to go, so that a later one does not overtake.
CREATE INDEX deliveries_of_channel ON deliveries (user_id, channel_id, next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX deliveries_recent ON deliveries (user_id, created_at DESC, id DESC);

-- The delivery job's questions, the administrators' counts and the clearing away cross members, so these indexes alone begin with the time.
CREATE INDEX deliveries_lately ON deliveries (created_at);
CREATE INDEX deliveries_due ON deliveries (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX deliveries_begun ON deliveries (claimed_at) WHERE state = 'Sending';
