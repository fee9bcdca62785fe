-- What the messenger's platform delivered, until a node takes it: each event once, by a tag of its id under the installation's key, as is
-- the tag of its sender, whom nobody may know yet. "sealed" holds the event and is gone as soon as it is taken; the row stays for a day,
-- so that a delivery that comes twice is known.
CREATE TABLE messenger_inbox (
    event_tag BYTEA NOT NULL PRIMARY KEY,
    occurred_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    taken_at TEXT NULL,
    sealed BYTEA NULL
);

CREATE INDEX messenger_inbox_waiting ON messenger_inbox (occurred_at) WHERE taken_at IS NULL;
CREATE INDEX messenger_inbox_old ON messenger_inbox (received_at);

-- Who wrote within the last day, paired or a stranger: how often in the minute that began at minute_at, and when a stranger was last told
-- that nothing is to be had here.
CREATE TABLE messenger_senders (
    sender_tag BYTEA NOT NULL PRIMARY KEY,
    heard_at TEXT NOT NULL,
    minute_at TEXT NOT NULL,
    asked BIGINT NOT NULL,
    told_at TEXT NULL
);

CREATE INDEX messenger_senders_old ON messenger_senders (minute_at);
