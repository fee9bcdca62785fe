-- Every table of a member's data begins with user_id, so that no scan crosses members.
-- "sealed" holds a row's descriptive fields under the member's own key; a tag is a keyed fingerprint for equality alone.
CREATE TABLE institutions (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    connector TEXT NOT NULL,
    state TEXT NOT NULL,
    place BIGINT NOT NULL,
    settings TEXT NOT NULL,
    note TEXT NULL,
    website TEXT NULL,
    phone TEXT NULL,
    created_at TEXT NOT NULL,
    withdrawn_at TEXT NULL,
    erase_history_at TEXT NULL
);

-- What a connector must know and nobody may read again: sealed under the installation's own key.
CREATE TABLE institution_secrets (
    institution_id TEXT NOT NULL REFERENCES institutions (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (institution_id, name)
);

-- Statements that members bring in themselves: no bank party is reached.
INSERT INTO institutions (id, name, connector, state, place, settings, created_at)
VALUES ('00000000-0000-7000-8000-000000000001', 'Statement files', 'File', 'Offered', 0, '{}', '2026-01-01T00:00:00.000Z');

-- What a bank gave BankView to read with, sealed. Links of one sign-in may share one. "version" counts rotations.
CREATE TABLE credentials (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    institution_id TEXT NOT NULL REFERENCES institutions (id),
    sealed BYTEA NOT NULL,
    version BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (user_id, id)
);

-- "problem" is what the last try to read ended with; next_sync_at is null for a link that nothing is read from by itself.
-- bank_consent_ends_at is when the consent given at the bank runs out, as far as the bank says.
-- Who reads a link holds its lease, and every page is stored only under it: the same link is never read twice at once.
CREATE TABLE bank_links (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    institution_id TEXT NOT NULL REFERENCES institutions (id),
    bank_tag BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    created_at TEXT NOT NULL,
    credential_id TEXT NULL,
    bank_consent_ends_at TEXT NULL,
    sealed_cursor BYTEA NULL,
    last_attempt_at TEXT NULL,
    last_success_at TEXT NULL,
    problem TEXT NULL,
    problem_since TEXT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    next_sync_at TEXT NULL,
    calls_day TEXT NULL,
    calls_today BIGINT NOT NULL DEFAULT 0,
    lease_id TEXT NULL,
    lease_until TEXT NULL,
    revoked_at TEXT NULL,
    revoked_by TEXT NULL,
    reason TEXT NULL,
    PRIMARY KEY (user_id, id),
    UNIQUE (user_id, institution_id, bank_tag),
    FOREIGN KEY (user_id, credential_id) REFERENCES credentials (user_id, id)
);

-- The scheduler's only question crosses members, so this index alone begins with the time.
CREATE INDEX bank_links_due ON bank_links (next_sync_at) WHERE next_sync_at IS NOT NULL;

CREATE TABLE accounts (
    user_id TEXT NOT NULL,
    id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    identity_tag BYTEA NOT NULL,
    number_tag BYTEA NULL,
    current_minor BIGINT NULL,
    available_minor BIGINT NULL,
    limit_minor BIGINT NULL,
    balance_as_of TEXT NULL,
    balance_has_time BOOLEAN NOT NULL,
    sealed BYTEA NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (user_id, id),
    UNIQUE (user_id, identity_tag),
    FOREIGN KEY (user_id, link_id) REFERENCES bank_links (user_id, id) ON DELETE CASCADE
);

-- "sealed_words" are the exact words agreed to; text_hash proves them.
CREATE TABLE consents (
    user_id TEXT NOT NULL,
    id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    sealed_words BYTEA NOT NULL,
    granted_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT NULL,
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, link_id) REFERENCES bank_links (user_id, id) ON DELETE CASCADE
);

CREATE INDEX consents_by_link ON consents (user_id, link_id);

-- What a consent covers: accounts × data clusters × purposes.
CREATE TABLE consent_scopes (
    user_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    cluster TEXT NOT NULL,
    account_id TEXT NOT NULL,
    consent_id TEXT NOT NULL,
    PRIMARY KEY (user_id, purpose, cluster, account_id, consent_id),
    FOREIGN KEY (user_id, consent_id) REFERENCES consents (user_id, id) ON DELETE CASCADE,
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE
);

-- Every read of finances goes through this view and adds its cluster, its purpose and expires_at > now: a member who is
-- blocked or no member, and a consent that is revoked or over, cover nothing.
CREATE VIEW covered_accounts AS
SELECT s.user_id, s.purpose, s.cluster, s.account_id, c.expires_at
FROM consent_scopes s
JOIN consents c ON c.user_id = s.user_id AND c.id = s.consent_id
JOIN users u ON u.id = s.user_id
WHERE c.revoked_at IS NULL AND u.status = 'Active' AND u.is_member;

-- Stated balances over time, by the import that brought them, so that undoing one brings the earlier balance back.
CREATE TABLE balances (
    user_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    as_of TEXT NOT NULL,
    import_id TEXT NOT NULL,
    has_time BOOLEAN NOT NULL,
    current_minor BIGINT NULL,
    available_minor BIGINT NULL,
    limit_minor BIGINT NULL,
    PRIMARY KEY (user_id, account_id, as_of, import_id),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE
);

-- Who changes a member's accounts, consents or transactions takes this row first, so that changes of one member take turns.
CREATE TABLE member_turns (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE imports (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    format TEXT NOT NULL,
    new_rows BIGINT NOT NULL,
    known_rows BIGINT NOT NULL,
    unreadable_rows BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (user_id, id)
);

-- How this member reads CSV files with a certain header.
CREATE TABLE csv_mappings (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    header_tag BYTEA NOT NULL,
    id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (user_id, header_tag)
);
