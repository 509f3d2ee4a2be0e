-- Who may sign in as what, who alone may open a restricted file, and who opened one in an emergency: in versions,
-- as every record.

CREATE TABLE "accounts" (
    authority text COLLATE "C" NOT NULL,
    "account" text COLLATE "C" NOT NULL,
    "name" text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "roles" text COLLATE "C" NOT NULL,
    "sees_lists" boolean,
    "closed" boolean,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "account", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "accounts_current" ON "accounts" (authority, "account") WHERE replaced_at IS NULL;

CREATE TABLE "file_readers" (
    authority text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "account" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "account", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "file_readers_current" ON "file_readers" (authority, "child", "account") WHERE replaced_at IS NULL;

CREATE TABLE "emergency_openings" (
    authority text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "account" text COLLATE "C" NOT NULL,
    "opened_at" text COLLATE "C" NOT NULL,
    "reason" text COLLATE "C" NOT NULL,
    "noted_by" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "account", "opened_at", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "emergency_openings_current" ON "emergency_openings" (authority, "child", "account", "opened_at")
    WHERE replaced_at IS NULL;

-- What signing in needs: overwritten and deleted, since an old hash is of use to an attacker only.

CREATE TABLE credentials (
    authority text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL,
    chosen_at bigint NOT NULL,
    given_at bigint NOT NULL,
    one_time_key text COLLATE "C" NOT NULL,
    last_step bigint NOT NULL,
    recovery text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, account)
);

CREATE TABLE sessions (
    authority text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    stage text COLLATE "C" NOT NULL,
    began_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    proved_at bigint NOT NULL,
    form_key text COLLATE "C" NOT NULL,
    provider_token text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, token_hash)
);
CREATE INDEX sessions_of_account ON sessions (authority, account);

CREATE TABLE failed_sign_ins (
    authority text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    place text COLLATE "C" NOT NULL,
    tries bigint NOT NULL,
    last_at bigint NOT NULL,
    PRIMARY KEY (authority, account, place)
);

-- What somebody is writing and has not handed in yet: theirs alone, overwritten as they type.

CREATE TABLE drafts (
    authority text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    place text COLLATE "C" NOT NULL,
    contents text COLLATE "C" NOT NULL,
    based_on bigint NOT NULL,
    saved_at bigint NOT NULL,
    PRIMARY KEY (authority, account, place)
);

-- The walls of every table, and what the everyday login may do: of versions it adds and closes some, the rest is
-- its own to overwrite.
DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['accounts', 'file_readers', 'emergency_openings', 'credentials', 'sessions',
                                   'failed_sign_ins', 'drafts']
    LOOP
        EXECUTE 'ALTER TABLE ' || guarded || ' ENABLE ROW LEVEL SECURITY';
        EXECUTE 'ALTER TABLE ' || guarded || ' FORCE ROW LEVEL SECURITY';
        EXECUTE 'CREATE POLICY own_authority ON ' || guarded
            || ' USING (authority = current_setting(''footprint.authority'', true))'
            || ' WITH CHECK (authority = current_setting(''footprint.authority'', true))';
        EXECUTE 'CREATE POLICY every_authority ON ' || guarded
            || ' FOR SELECT USING (current_setting(''footprint.authority'', true) = ''*'')';
        EXECUTE 'GRANT SELECT, INSERT ON ' || guarded || ' TO footprint_program';
        IF guarded IN ('accounts', 'file_readers', 'emergency_openings') THEN
            EXECUTE 'GRANT UPDATE (replaced_at) ON ' || guarded || ' TO footprint_program';
        ELSE
            EXECUTE 'GRANT UPDATE, DELETE ON ' || guarded || ' TO footprint_program';
        END IF;
    END LOOP;
END
$$;
