-- What stands out among a member's card payments, and what the member said to it. "sealed" keeps the payment as it was and the evidence.
-- transaction_id is no foreign key: a bank may take a row back and bring it again, and the alert must not be raised a second time then;
-- payment_tag tells the same payment by account, merchant, amount and day.
CREATE TABLE alerts (
    user_id TEXT NOT NULL,
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    account_id TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    payment_tag BYTEA NOT NULL,
    merchant_tag BYTEA NOT NULL,
    card_tag BYTEA NULL,
    raised_at TEXT NOT NULL,
    answer TEXT NULL,
    answered_at TEXT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, account_id) REFERENCES accounts (user_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX alerts_by_transaction ON alerts (user_id, transaction_id);
CREATE INDEX alerts_by_payment ON alerts (user_id, payment_tag);
CREATE INDEX alerts_of_account ON alerts (user_id, account_id);
CREATE INDEX alerts_recent ON alerts (user_id, raised_at DESC, id DESC);
