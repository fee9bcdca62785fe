-- Who may sign in, and how. Names for signing in are readable; secrets are hashed or sealed.
-- "version" counts changes of what a person signs in with, so that a stale copy never overwrites a newer one.
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    user_name TEXT NOT NULL,
    normalized_user_name TEXT NOT NULL UNIQUE,
    password_hash TEXT NULL,
    security_stamp TEXT NOT NULL,
    version BIGINT NOT NULL,
    status TEXT NOT NULL,
    is_member BOOLEAN NOT NULL,
    is_administrator BOOLEAN NOT NULL,
    two_factor_enabled BOOLEAN NOT NULL,
    last_code_step BIGINT NOT NULL,
    lockout_end TEXT NULL,
    access_failed_count BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    last_sign_in_at TEXT NULL
);

-- Authenticator key and recovery codes, sealed under the member's key; one row per kind.
CREATE TABLE user_secrets (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (user_id, kind)
);

CREATE TABLE passkeys (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential_id TEXT NOT NULL UNIQUE,
    name TEXT NULL,
    public_key BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    transports TEXT NOT NULL,
    is_user_verified BOOLEAN NOT NULL,
    is_backup_eligible BOOLEAN NOT NULL,
    is_backed_up BOOLEAN NOT NULL,
    attestation_object BYTEA NOT NULL,
    client_data_json BYTEA NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (user_id, credential_id)
);

-- A person's accounts at the sign-in service of OpenID Connect, by the service's own unchanging id (subject).
CREATE TABLE outside_sign_ins (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (user_id, provider),
    UNIQUE (provider, subject)
);

-- Browsers a person is signed in with. An ended one is never valid again. "confirmed_at": when the person last proved there, by
-- password or passkey, who they are; null for one that another service signed in.
CREATE TABLE sessions (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    device TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    confirmed_at TEXT NULL,
    ended_at TEXT NULL,
    PRIMARY KEY (user_id, id)
);

-- Setup, invitation and password links: each works once and until it expires. Only a hash of the token is kept.
CREATE TABLE one_time_links (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    for_user_id TEXT NULL REFERENCES users (id) ON DELETE CASCADE,
    note TEXT NULL,
    grants_member BOOLEAN NOT NULL,
    grants_administrator BOOLEAN NOT NULL,
    created_by TEXT NULL REFERENCES users (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NULL,
    used_at TEXT NULL
);

CREATE INDEX one_time_links_for_user ON one_time_links (for_user_id, created_at);
