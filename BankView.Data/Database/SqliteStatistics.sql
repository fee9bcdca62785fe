-- What SQLite's planner believes of the tables, whatever they hold: many members, some of them with a long history. Measured
-- statistics would follow the data, and so would the plans; without any, a search by merchant or amount walks the whole list.
-- The first number is the rows of the index, each next one how many of them share its first, first two, ... columns.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('transactions', 'sqlite_autoindex_transactions_1', '1000000 100000 1'),
    ('transactions', 'transactions_by_external_tag', '1000000 100000 1'),
    ('transactions', 'transactions_recent', '1000000 100000 2 1 1 1 1 1 1 1 1 1'),
    ('transactions', 'transactions_recent_card', '700000 70000 2 1 1 1 1 1 1 1 1 1'),
    ('transactions', 'transactions_pending', '1000 10 1 1'),
    ('transactions', 'transactions_of_account', '1000000 100000 40000 2 1 1 1 1 1 1 1 1'),
    ('transactions', 'transactions_with_merchant', '1000000 100000 100 1 1'),
    ('transactions', 'transactions_by_amount', '1000000 100000 10 1 1'),
    ('transactions', 'transactions_by_category', '1000000 100000 5000 1 1'),
    ('transactions', 'transactions_by_card', '700000 100000 20000 1 1'),
    ('transactions', 'transactions_by_import', '1000000 100000 2000'),
    ('alerts', 'sqlite_autoindex_alerts_1', '10000 1000 1'),
    ('alerts', 'alerts_by_transaction', '9000 900 1'),
    ('alerts', 'alerts_by_payment', '9000 900 1'),
    ('alerts', 'alerts_by_subject', '1000 100 1'),
    ('alerts', 'alerts_of_link', '1000 100 10'),
    ('alerts', 'alerts_of_account', '10000 1000 300 2 1'),
    ('alerts', 'alerts_of_rule', '10000 1000 300 2 1'),
    ('alerts', 'alerts_recent', '10000 1000 2 1'),
    ('alerts', 'alerts_open', '1000 100 2 1');
ANALYZE sqlite_schema;
