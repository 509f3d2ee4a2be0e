-- The secret address under which an account's calendar is asked for: its hash only, one an account.

CREATE TABLE calendar_addresses (
    authority TEXT NOT NULL,
    account TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (authority, account)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX calendar_addresses_by_key ON calendar_addresses (authority, key_hash);
