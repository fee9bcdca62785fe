-- Members who let others here be warned of merchants where they met fraud, each since when. Without a row nothing is shared.
CREATE TABLE report_sharing (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    since TEXT NOT NULL
);

-- Where such a member confirmed fraud: no name and no amount. "merchant_print" is the merchant's name under a key of the installation's
-- own, so it is the same for all members here and tells nobody without that key which merchant it is. A report goes with the answer,
-- the alert, the choice to share, and the member.
CREATE TABLE merchant_reports (
    user_id TEXT NOT NULL REFERENCES report_sharing (user_id) ON DELETE CASCADE,
    alert_id TEXT NOT NULL,
    merchant_print BYTEA NOT NULL,
    reported_at TEXT NOT NULL,
    PRIMARY KEY (user_id, alert_id),
    FOREIGN KEY (user_id, alert_id) REFERENCES alerts (user_id, id) ON DELETE CASCADE
);

-- The one read that goes across members: how many of them met fraud where, lately.
CREATE INDEX merchant_reports_recent ON merchant_reports (reported_at, merchant_print, user_id);
