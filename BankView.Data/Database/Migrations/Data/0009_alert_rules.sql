-- One table for the alerts of every rule. account_id, transaction_id, merchant_tag and card_tag are of rules about accounts and payments,
-- link_id and ends_at (when a consent ends) of rules about links; a summary has none of them. subject_tag says what an alert is about, so
-- that it is not raised twice. "sealed" keeps what it tells. "answer" is to a question, "seen_at" closes what only tells. A quiet one is
-- kept for the record: its rule was muted, or the member's cap of the day was reached.
CREATE TABLE alerts_of_rules (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    account_id TEXT NULL,
    link_id TEXT NULL,
    transaction_id TEXT NULL,
    subject_tag BYTEA NOT NULL,
    merchant_tag BYTEA NULL,
    card_tag BYTEA NULL,
    ends_at TEXT NULL,
    raised_at TEXT NOT NULL,
    answer TEXT NULL,
    answered_at TEXT NULL,
    seen_at TEXT NULL,
    is_quiet BOOLEAN NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE,
    FOREIGN KEY (user_id, link_id) REFERENCES bank_links (user_id, id) ON DELETE CASCADE
);

INSERT INTO alerts_of_rules (user_id, id, rule, account_id, transaction_id, subject_tag, merchant_tag, card_tag, raised_at, answer, answered_at,
                             is_quiet, sealed)
SELECT user_id, id, rule, account_id, transaction_id, payment_tag, merchant_tag, card_tag, raised_at, answer, answered_at, FALSE, sealed
FROM alerts;

DROP TABLE alerts;
ALTER TABLE alerts_of_rules RENAME TO alerts;

-- A payment is told of once. Two equal payments of a day are two subjects with one tag; anything else is told of once by its tag.
CREATE UNIQUE INDEX alerts_by_transaction ON alerts (user_id, transaction_id) WHERE transaction_id IS NOT NULL;
CREATE UNIQUE INDEX alerts_by_subject ON alerts (user_id, subject_tag) WHERE transaction_id IS NULL;
CREATE INDEX alerts_by_payment ON alerts (user_id, subject_tag) WHERE transaction_id IS NOT NULL;
CREATE INDEX alerts_of_account ON alerts (user_id, account_id, raised_at DESC, id DESC);
CREATE INDEX alerts_of_link ON alerts (user_id, link_id) WHERE link_id IS NOT NULL;
CREATE INDEX alerts_of_rule ON alerts (user_id, rule, raised_at DESC, id DESC);
CREATE INDEX alerts_recent ON alerts (user_id, raised_at DESC, id DESC);
CREATE INDEX alerts_open ON alerts (user_id, raised_at DESC, id DESC) WHERE answer IS NULL AND seen_at IS NULL;

-- What a member wants to be told of an account. A rule without a row is off. is_below: a low balance was told of, and the bank has not
-- stated one at or above the threshold since.
CREATE TABLE alert_rules (
    user_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    is_on BOOLEAN NOT NULL,
    threshold_minor BIGINT NULL,
    is_below BOOLEAN NOT NULL,
    PRIMARY KEY (user_id, account_id, rule),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE
);

-- Rules that a member does not want to hear of until then; without a time, until they say otherwise.
CREATE TABLE alert_mutes (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    until TEXT NULL,
    PRIMARY KEY (user_id, rule)
);

-- What a member chose beside the rules of accounts; without a row, what AlertChoices says. summary_since is null without a monthly summary.
CREATE TABLE alert_choices (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    daily_cap BIGINT NOT NULL,
    link_needs_you BOOLEAN NOT NULL,
    consent_ends BOOLEAN NOT NULL,
    consent_ends_days BIGINT NOT NULL,
    summary_since TEXT NULL
);

-- The question which consents end soon crosses members, so this index alone begins with the time.
CREATE INDEX consents_ending ON consents (expires_at) WHERE revoked_at IS NULL;
