-- The merchant dictionary: small, opened whole by a search, which then finds transactions by tag.
CREATE TABLE merchants (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    merchant_tag BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    category TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    PRIMARY KEY (user_id, merchant_tag)
);

-- The cards a member's transactions name: last four digits at most, sealed.
CREATE TABLE cards (
    user_id TEXT NOT NULL,
    card_tag BYTEA NOT NULL,
    account_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (user_id, card_tag),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE
);

CREATE TABLE transactions (
    user_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    status TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    has_time BOOLEAN NOT NULL,
    posted_at TEXT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    is_card BOOLEAN NOT NULL,
    category TEXT NOT NULL,
    merchant_tag BYTEA NOT NULL,
    card_tag BYTEA NULL,
    external_tag BYTEA NOT NULL,
    has_bank_id BOOLEAN NOT NULL,
    missing_since TEXT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE
);

-- The same transaction never twice: the account is part of what the tag is made of.
CREATE UNIQUE INDEX transactions_by_external_tag ON transactions (user_id, external_tag);

-- These three hold every column a list shows, so that a list never visits the table.
CREATE INDEX transactions_recent ON transactions
    (user_id, occurred_at DESC, id DESC, account_id, amount_minor, currency, status, has_time, is_card, category, merchant_tag);
CREATE INDEX transactions_recent_card ON transactions
    (user_id, occurred_at DESC, id DESC, account_id, amount_minor, currency, status, has_time, is_card, category, merchant_tag)
    WHERE is_card;
CREATE INDEX transactions_of_account ON transactions
    (user_id, account_id, occurred_at DESC, id DESC, amount_minor, currency, status, has_time, is_card, category, merchant_tag);

-- Few are pending at any time, and the filter that shows them must not walk past all others.
CREATE INDEX transactions_pending ON transactions (user_id, occurred_at DESC, id DESC) WHERE status = 'Pending';
CREATE INDEX transactions_with_merchant ON transactions (user_id, merchant_tag, occurred_at DESC, id DESC);
CREATE INDEX transactions_by_amount ON transactions (user_id, amount_minor, occurred_at DESC, id DESC);
CREATE INDEX transactions_by_category ON transactions (user_id, category, occurred_at DESC, id DESC);
CREATE INDEX transactions_by_card ON transactions (user_id, card_tag, occurred_at DESC, id DESC) WHERE card_tag IS NOT NULL;
CREATE INDEX transactions_by_import ON transactions (user_id, import_id);

-- Money in and out by account and UTC day, kept up to date by the same transaction that changes rows.
CREATE TABLE account_days (
    user_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    day TEXT NOT NULL,
    in_minor BIGINT NOT NULL,
    out_minor BIGINT NOT NULL,
    transaction_count BIGINT NOT NULL,
    PRIMARY KEY (user_id, account_id, currency, day),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE
);

-- The flows of the last weeks of all accounts, without their years before.
CREATE INDEX account_days_recent ON account_days (user_id, day DESC, account_id, currency, in_minor, out_minor);
