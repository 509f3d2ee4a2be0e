-- Letters that wait to be sent by e-mail or were sent, and who wants which. They are overwritten and deleted: a letter's
-- words are of no use once it was taken, and what was done stands in the journal.

CREATE TABLE outbox (
    authority text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    about text COLLATE "C" NOT NULL,
    booked text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    address text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    words text COLLATE "C" NOT NULL,
    invitation text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    made_at bigint NOT NULL,
    try_at bigint NOT NULL,
    tries bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    said text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, id)
);

CREATE INDEX outbox_waiting ON outbox (authority, state, try_at);

CREATE TABLE mail_wishes (
    authority text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    month_ahead bigint NOT NULL,
    week_ahead bigint NOT NULL,
    invitations bigint NOT NULL,
    PRIMARY KEY (authority, account)
);

DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['outbox', 'mail_wishes']
    LOOP
        EXECUTE 'ALTER TABLE ' || guarded || ' ENABLE ROW LEVEL SECURITY';
        EXECUTE 'ALTER TABLE ' || guarded || ' FORCE ROW LEVEL SECURITY';
        EXECUTE 'CREATE POLICY own_authority ON ' || guarded
            || ' USING (authority = current_setting(''footprint.authority'', true))'
            || ' WITH CHECK (authority = current_setting(''footprint.authority'', true))';
        EXECUTE 'CREATE POLICY every_authority ON ' || guarded
            || ' FOR SELECT USING (current_setting(''footprint.authority'', true) = ''*'')';
        EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || guarded || ' TO footprint_program';
    END LOOP;
END
$$;
