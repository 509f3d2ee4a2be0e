-- The secret address under which an account's calendar is asked for: its hash only, one an account.

CREATE TABLE calendar_addresses (
    authority text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    key_hash text COLLATE "C" NOT NULL,
    made_at bigint NOT NULL,
    PRIMARY KEY (authority, account)
);

CREATE UNIQUE INDEX calendar_addresses_by_key ON calendar_addresses (authority, key_hash);

ALTER TABLE calendar_addresses ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_addresses FORCE ROW LEVEL SECURITY;
CREATE POLICY own_authority ON calendar_addresses
    USING (authority = current_setting('footprint.authority', true))
    WITH CHECK (authority = current_setting('footprint.authority', true));
CREATE POLICY every_authority ON calendar_addresses
    FOR SELECT USING (current_setting('footprint.authority', true) = '*');
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_addresses TO footprint_program;
